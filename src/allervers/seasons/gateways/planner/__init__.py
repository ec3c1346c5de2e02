"""The one folder of the product that plans: problems opened, plans weighed, searches run."""
