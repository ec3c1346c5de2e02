"""Settings of sign-in: django-allauth, its second factor, django-axes. (accounts owns this file.)"""

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
