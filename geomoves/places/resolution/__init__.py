"""All names of a document decided together: sightings, evidence, likelihood, verdict."""
