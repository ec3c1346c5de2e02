"""The characters of the journey, all invented, and the doors they came in by."""

from dataclasses import dataclass

from journey.ledger import Ledger
from journey.pages import Browser
from journey.people import accept, add_organisation, invitation_link, invite
from journey.server import manage


@dataclass
class Cast:
    """Each character's own browser."""

    base: str
    host: Browser
    coordinator: Browser
    town: Browser
    partner: Browser
    worker: Browser
    desk: Browser

    @classmethod
    def arrive(cls, ledger: Ledger, base: str) -> "Cast":
        """Let the host in by the command line, and everybody else by invitation."""
        with ledger.step("L'hébergeuse entre par le lien de la ligne de commande") as figures:
            printed = manage(
                "create_first_administrator", "jeanne@exemple.invalid", "Hébergeur inventé"
            )
            host = accept(base, invitation_link(printed), "Jeanne Parcours")
            figures.append("mot de passe, second facteur, espace : oui")
        with ledger.step(
            "Elle ajoute un porteur, une commune, un partenaire, et invite"
        ) as figures:
            carrier = add_organisation(host, "carrier", "Caravane du parcours (inventée)")
            town = add_organisation(host, "commune", "Ville de Bagneux (agents inventés)", "92007")
            partner = add_organisation(host, "partner", "Mission locale du parcours (inventée)")
            links = {
                "Aïcha Parcours": invite(
                    host, carrier, "aicha@exemple.invalid", ["coordinator", "administrator"]
                ),
                "Gaëlle Parcours": invite(host, town, "gaelle@exemple.invalid", ["partner"]),
                "Denis Parcours": invite(host, partner, "denis@exemple.invalid", ["partner"]),
                "Bruno Parcours": invite(host, carrier, "bruno@exemple.invalid", ["field_worker"]),
                "Chloé Parcours": invite(host, carrier, "chloe@exemple.invalid", ["receptionist"]),
            }
            figures.append(f"organisations : 3 ; invitations : {len(links)}")
        with ledger.step("Chacun accepte : mot de passe, second facteur") as figures:
            doors = [accept(base, link, name) for name, link in links.items()]
            figures.append(f"comptes ouverts : {len(doors)}")
        with ledger.step("Une invitation ne sert qu'une fois") as figures:
            for link in links.values():
                page = Browser(base).get(link, status=410)
                page.hides("password1")
            figures.append("tous les liens sont fermés")
        return cls(base, host, *doors)
