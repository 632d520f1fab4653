"""Mail in development: printed to the terminal as a person would read it."""

from django.core.mail import EmailMessage
from django.core.mail.backends import console


class EmailBackend(console.EmailBackend):
    """Django prints a mail as it travels, with long lines and links cut into pieces. This prints its words."""

    def write_message(self, message: EmailMessage) -> None:
        """Print the address, the subject and the text."""
        line = "-" * 79
        self.stream.write(
            f"{line}\nTo: {', '.join(message.to)}\nSubject: {message.subject}\n\n{message.body}\n{line}\n"
        )
