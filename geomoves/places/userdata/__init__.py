"""Files of places that the user brings: CSV, GeoJSON, Linked Places, GeoNames dumps."""
