"""A geocoder asked over the network, and only when the user wants it."""
