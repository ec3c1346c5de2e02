"""Settings of sign-in: django-allauth, its second factor, django-axes."""

from datetime import timedelta

from allervers.config.environment import read_environment

_ENVIRONMENT = read_environment()

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "staff:home"
LOGOUT_REDIRECT_URL = "account_login"

# Passwords: Argon2id with the parameters of allervers.accounts.hashers (OWASP's second choice).
PASSWORD_HASHERS = ["allervers.accounts.hashers.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "allervers.accounts.validators.FrenchCommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600

# A session ends with the browser, after an hour without a page or after half a day
# (accounts/domain/session.py); this is only the age at which the row is worthless.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

ACCOUNT_ADAPTER = "allervers.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation reached the address: that is the proof
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_FORMS = {
    "login": "allervers.accounts.forms.entering.SignInForm",
    "change_password": "allervers.accounts.forms.entering.ChangePasswordForm",
    "reset_password": "allervers.accounts.forms.entering.ForgottenPasswordForm",
    "reset_password_from_key": "allervers.accounts.forms.entering.NewPasswordForm",
    "reauthenticate": "allervers.accounts.forms.entering.ReauthenticateForm",
}
# allauth counts in memory, per process: a second net under django-axes, which counts in the
# database. `login_failed` also slows the guessing of second-factor codes. Its answer: 429.html.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/15m/key", "login": "60/m/ip"}

MFA_ADAPTER = "allervers.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey alone signs in: it must be two factors
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _ENVIRONMENT.https
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Aller-vers"
MFA_TOTP_TOLERANCE = 1  # phones are seldom right to the second
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "allervers.accounts.forms.second_factor.CodeForm",
    "reauthenticate": "allervers.accounts.forms.second_factor.ReauthenticateCodeForm",
    "activate_totp": "allervers.accounts.forms.second_factor.ActivateForm",
    "add_webauthn": "allervers.accounts.forms.second_factor.AddKeyForm",
}

# Five wrong passwords for one address from one place, then a quarter of an hour. Counting by
# address and place together, an attacker elsewhere cannot lock a colleague out.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "allervers.accounts.gateways.visitor.sign_in_name"
AXES_CLIENT_IP_CALLABLE = "allervers.accounts.gateways.visitor.address"
AXES_LOCKOUT_CALLABLE = "allervers.accounts.views.entering.locked_out"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # the journal of accounts says it, for a stated time
AXES_VERBOSE = False
