"""The certificate: a ceiling that no plan can pass, from prices of exposure. Compiled."""
