/**
 * The shapes of what Python hands to the page (see the data block's description in the documentation).
 *
 * Tables are columnar: an object of equally long arrays. A reference is a row of the named table, -1 for none.
 * Days are days since 1970-01-01, civil, both ends inclusive, null for an end that is open or not stated.
 *
 * @typedef {number} Row
 * @typedef {number | null} Day
 * @typedef {[number, number]} LonLat
 *
 * @typedef {object} Speakers
 * @property {string[]} id
 * @property {string[]} name
 * @property {string[]} country
 * @property {boolean[]} named
 * @property {boolean[]} party
 * @property {string[]} note
 *
 * @typedef {object} Documents
 * @property {string[]} id
 * @property {string[]} title
 * @property {string[]} citation
 * @property {string[]} url
 * @property {string[]} archived
 * @property {string[]} published
 * @property {string[]} not_taken
 * @property {string[]} assumes
 * @property {string[]} author
 * @property {string[]} publisher
 * @property {string[]} language
 * @property {string[]} note
 *
 * @typedef {object} EvidenceTable
 * @property {string[]} id
 * @property {string[]} label
 * @property {Row[]} made_by
 * @property {string[]} captured
 * @property {Row[]} read_by
 * @property {Row[]} document
 * @property {boolean[]} seen
 * @property {string[]} sha256
 * @property {string[]} kind
 * @property {string[]} url
 * @property {string[]} note
 *
 * @typedef {object} Forces
 * @property {string[]} id
 * @property {string[]} name
 * @property {string[]} country
 * @property {string[]} echelon
 * @property {Row[]} part_of
 * @property {string[]} note
 *
 * @typedef {object} Claims
 * @property {string[]} id
 * @property {string[]} kind
 * @property {string[]} phase
 * @property {string[]} stance
 * @property {Row[]} force
 * @property {Row[]} said_by
 * @property {Row[][]} through
 * @property {string[]} attribution
 * @property {Row[]} document
 * @property {string[]} sentence
 * @property {string[]} words
 * @property {string[]} hedge
 * @property {string[]} note
 * @property {string[]} condition
 * @property {string[]} said
 * @property {Day[]} said_from
 * @property {Day[]} said_to
 * @property {string[]} when
 * @property {Day[]} when_from
 * @property {Day[]} when_to
 * @property {string[]} when_how
 * @property {string[]} strength
 * @property {Row[][]} questions
 * @property {Row[][]} evidence
 * @property {[Row, string][][]} responses
 * @property {Row[]} [replies] rows of the block's `replies`
 * @property {[string, Row, string][][]} links
 * @property {string[][]} about
 * @property {string[]} off_map
 * @property {Row[]} [lead] the first of the claims on the same thing
 * @property {Row[][]} from rows of `ends`, as are the four columns that follow
 * @property {Row[][]} via
 * @property {Row[][]} to
 * @property {Row[][]} at
 * @property {Row[][]} at_one_of
 * @property {string[]} mode
 * @property {Row[]} carried_by
 * @property {string[]} cause
 * @property {string[]} figure
 * @property {string[]} figure_words the words of the source for the figure, where they say it otherwise
 * @property {(number | null)[]} low
 * @property {(number | null)[]} best
 * @property {(number | null)[]} high
 * @property {boolean[]} counts whether its voice counts as support
 * @property {string[]} told its sentence, where the page cannot put it together
 *
 * @typedef {object} Ends every end that is written differently, once
 * @property {string[]} words as a sentence names it
 * @property {string[]} label
 * @property {Row[]} place
 * @property {Row[]} area
 *
 * @typedef {[role: string, basis: string, text: string, claim: Row, also?: Row[]]} RoleEntry
 *
 * @typedef {object} Places
 * @property {string[]} id
 * @property {string[]} name
 * @property {string[]} label
 * @property {number[]} lon
 * @property {number[]} lat
 * @property {string[]} kind
 * @property {string[]} country
 * @property {string[]} admin1
 * @property {number[]} precision
 * @property {number[]} radius_km
 * @property {boolean[]} soft
 * @property {boolean[]} unnamed a position alone
 * @property {boolean[]} bend an unnamed position that a line only turns at
 * @property {RoleEntry[][]} roles
 * @property {Row[][]} claims
 * @property {string[][]} chosen
 * @property {string[][]} not_chosen
 * @property {[string, Row][][]} held_by
 * @property {string[]} claimants
 * @property {string[]} source
 *
 * @typedef {object} Areas
 * @property {string[]} id
 * @property {string[]} name
 * @property {string[]} code
 * @property {number[][][]} rings
 * @property {number[]} label_lon
 * @property {number[]} label_lat
 * @property {RoleEntry[][]} roles
 * @property {Row[][]} claims
 * @property {number[]} scale
 *
 * @typedef {object} Counted
 * @property {(number | null)[]} low
 * @property {(number | null)[]} best
 * @property {(number | null)[]} high
 * @property {string[]} strength
 *
 * @typedef {object} Dated
 * @property {Day[]} day_from
 * @property {Day[]} day_to
 * @property {string[]} how
 * @property {string[]} when
 *
 * @typedef {object} Supported
 * @property {string[]} id
 * @property {(Row | string)[]} force
 * @property {string[]} phase
 * @property {string[]} support
 * @property {boolean[]} disputed
 * @property {Row[][]} claims
 * @property {Row[]} [question] the question that it answers
 * @property {Day[]} [known_until] the last day on which it stood, before it was superseded or taken back
 *
 * @typedef {object} LegsOnly
 * @property {string[]} mode
 * @property {string[]} carried_by
 * @property {Row[]} from
 * @property {Row[]} to
 * @property {string[]} from_words
 * @property {string[]} to_words
 * @property {Row[]} from_area
 * @property {Row[]} to_area
 * @property {LonLat[][]} path
 * @property {import("./ways.js").Ways} [ways] the same in flat arrays
 * @property {string[]} stub
 * @property {boolean[]} part_of
 * @property {boolean[]} inferred
 *
 * @typedef {object} PresencesOnly
 * @property {Row[][]} places
 * @property {Row[][]} areas
 * @property {boolean[]} one_of
 * @property {string[]} label
 * @property {string[]} share
 * @property {Row[][]} share_basis the claims that give the size of which this is a part
 *
 * @typedef {object} EventsOnly
 * @property {string[]} kind
 * @property {Row[]} place
 * @property {Row[]} area
 * @property {string[]} label
 *
 * @typedef {Supported & Counted & Dated & LegsOnly} Legs
 * @typedef {Supported & Counted & Dated & PresencesOnly} Presences
 * @typedef {Supported & Counted & Dated & EventsOnly} Events
 *
 * @typedef {object} Questions
 * @property {string[]} id
 * @property {string[]} text
 * @property {string[]} note
 * @property {string[]} reason
 * @property {string[]} support
 * @property {string[]} sentence
 * @property {boolean[]} contested
 * @property {[string, Row[]][][]} figures
 * @property {Row[][]} claims
 * @property {[Row, Row][][]} corroborated_by pairs of claims that corroborate each other
 *
 * One step a row.
 * @typedef {object} Story
 * @property {string[]} text
 * @property {([number, number, number, number] | null)[]} view west, south, east, north; null = as it was
 * @property {Day[]} day_from null with a last day = everything up to it
 * @property {Day[]} day_to null = all dates
 * @property {Day[]} said only what had been said by this day
 * @property {([Kind, Row] | null)[]} select
 * @property {(string[] | null)[]} layers null = every one
 *
 * @typedef {object} Block
 * @property {string} format
 * @property {string} generator
 * @property {string} title
 * @property {string} as_of
 * @property {Day} as_of_day
 * @property {string} language
 * @property {[string, string][]} credits
 * @property {Record<string, unknown>} words
 * @property {import("./sentences.js").Phrases} sentences what the sentence of a claim is put together from
 * @property {Ends} ends
 * @property {[number, number, number, number]} view
 * @property {[number, number] | null} days
 * @property {number} [widest_px] width of a line for the largest count
 * @property {number | null} largest
 * @property {Speakers} speakers
 * @property {Documents} documents
 * @property {EvidenceTable} evidence
 * @property {Forces} forces
 * @property {Claims} claims
 * @property {Places} places
 * @property {Areas} areas
 * @property {Legs} legs
 * @property {Presences} presences
 * @property {Events} events
 * @property {Questions} questions
 * @property {[Row, string][][]} [replies] what was said to claims, each different list once
 * @property {[Row, string, string, string][]} strip
 * @property {[Row, string][]} off_map
 * @property {[Row, Row, string][]} [independence] claim, the one that its voice is independent of or -1, and why
 * @property {[string, string, string, string][]} [corrections] id, sentence, day and reason of what was taken back
 * @property {["legs" | "presences" | "events", Row, string][]} tray
 * @property {Story} [story] what the dossier's author walks the reader through
 * @property {SymbolEntry[]} [symbols] pictures of forces' symbols, only on a map that shows them
 * @property {[present: Row, planned: Row][]} [force_symbols] by force: rows of `symbols`, -1 for none
 * @property {[identity: string, countries: string[]][]} [symbols_seen] what the map's author stated
 * @property {EditionChange[]} [changes] only on a map that was compared with an earlier edition
 * @property {string} [changes_since] up to when that edition reports, "" where it does not say
 *
 * @typedef {[svg: string, width: number, height: number, x: number, y: number, words: string]} SymbolEntry
 *
 * @typedef {[what: string, section: string, id: string, claim: Row, by: Row, field: string, old: string,
 *   now: string, day: string, because: string]} EditionChange
 *
 * @typedef {object} Basemap
 * @property {number} scale
 * @property {[number, number, number, number]} [window] west, south, east, north in 1/scale degrees: what it covers
 * @property {ArrayLike<number>[]} [land] rings, cut at the window
 * @property {ArrayLike<number>[]} [lakes]
 * @property {ArrayLike<number>[]} [rivers]
 * @property {ArrayLike<number>} [lake_ranks]
 * @property {ArrayLike<number>} [river_ranks]
 * @property {ArrayLike<number>[]} [borders]
 * @property {string[]} [border_classes]
 * @property {ArrayLike<number>[]} [provinces]
 * @property {ArrayLike<number>} [province_sizes] tenths of a degree
 * @property {{scale: number, land: ArrayLike<number>[], borders?: ArrayLike<number>[], border_classes?: string[]} | null} [world] what lies around the window, in few points
 * @property {[name: string, lon: number, lat: number, rank: number, population: number, ...unknown[]][]} [cities]
 * @property {{name: string, url: string, subdomains: string[], hosts: string[], min_zoom: number, max_zoom: number, tile_size: number}} [tiles] instead of all the above: pictures from the network
 * @property {{key: string, label: string, column: string} | null} [point_of_view]
 * @property {{text: string, url: string}[]} [credits]
 *
 * @typedef {object} ContextLayerData
 * @property {string} title
 * @property {string} source
 * @property {string} url
 * @property {string} licence
 * @property {string} actor who holds or drew it
 * @property {string} when
 * @property {Day} day_from
 * @property {Day} day_to
 * @property {string} kind line · area · control
 * @property {string} colour
 * @property {string} hatch
 * @property {number} tolerance_km how far a corner that was left out lies from what is drawn
 * @property {number} empty rows without a shape
 * @property {boolean} beyond whether something reaches beyond the map's end
 * @property {number} scale parts of a degree
 * @property {("polygon" | "line" | "point")[]} shape of each part
 * @property {string[]} name
 * @property {number[][][]} lines
 *
 * @typedef {object} Context
 * @property {string} format
 * @property {[string, string][]} credits
 * @property {ContextLayerData[]} layers
 *
 * @typedef {"legs" | "presences" | "events" | "places" | "areas" | "forces" | "claims" | "context" | "speakers" | "documents"} Kind
 *
 * One thing that has a card.
 * @typedef {object} Thing
 * @property {Kind} kind
 * @property {Row} row
 * @property {number} [part] of a context layer: which of its shapes
 *
 * Several movements or places that are drawn as one, by their row in the flows or clusters of a zoom.
 * @typedef {object} Aggregate
 * @property {"flows" | "clusters"} kind
 * @property {number} row
 *
 * What an aggregate held when it was opened.
 * @typedef {object} Group
 * @property {"flows" | "clusters"} kind
 * @property {number} row of the flows or clusters of its zoom
 * @property {number} zoom
 * @property {string} title
 * @property {Row[]} legs
 * @property {Row[]} places
 * @property {string} note what its picture leaves to the list, "" for nothing
 *
 * A rectangle on the canvas, CSS pixels.
 * @typedef {object} Rect
 * @property {number} x
 * @property {number} y
 * @property {number} w
 * @property {number} h
 */

export {};
