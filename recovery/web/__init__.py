"""What every page shares: the htmx seam, outage pages, middleware, metrics and accounts."""
