/** A real SMTP server that keeps what it receives. */
import { EventEmitter, on } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Mail {
  /** Envelope recipient: where it went, whatever its headers say. */
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  /** Every header line, in order: its name in lower case, and what it says. */
  headers: { name: string; value: string }[];
  /** As it came over the wire. */
  source: string;
}

export class MailServer {
  private readonly server: SMTPServer;
  private readonly arrivals = new EventEmitter();
  private readonly waiting: Mail[] = [];

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        this.keep(stream, recipients).then(() => done(), done);
      },
    });
  }

  static async start(): Promise<MailServer> {
    const mailServer = new MailServer();
    await new Promise<void>((resolve) => mailServer.server.listen(0, '127.0.0.1', resolve));
    return mailServer;
  }

  /** host:port to send to. */
  get address(): string {
    const { port } = this.server.server.address() as { port: number };
    return `127.0.0.1:${port}`;
  }

  /** The oldest mail to this address that no one has taken yet, or the next to arrive. */
  async waitForMail(to: string, subject = /(?:)/, patience = 20_000): Promise<Mail> {
    const signal = AbortSignal.timeout(patience);
    // Listening begins before the look at what is there, so nothing arrives unseen between.
    const arrivals = on(this.arrivals, 'mail', { signal });
    try {
      for (;;) {
        const mail = this.take(to, subject);
        if (mail) {
          return mail;
        }
        await arrivals.next();
      }
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
      const there = this.waiting.map((mail) => `${mail.to}: ${mail.subject}`).join('\n');
      throw new Error(`no mail to ${to} with subject ${subject}; not taken:\n${there}`);
    } finally {
      await arrivals.return!();
    }
  }

  /** Mails to this address that no one has taken. */
  received(to: string): Mail[] {
    return this.waiting.filter((mail) => mail.to === to);
  }

  /** Forgets what has arrived. */
  clear(): void {
    this.waiting.length = 0;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private take(to: string, subject: RegExp): Mail | undefined {
    const at = this.waiting.findIndex((mail) => mail.to === to && subject.test(mail.subject));
    return at < 0 ? undefined : this.waiting.splice(at, 1)[0];
  }

  private async keep(stream: NodeJS.ReadableStream, recipients: string[]): Promise<void> {
    const source = await buffer(stream);
    const parsed = await simpleParser(source);
    const headers = parsed.headerLines.map(({ key, line }) => ({
      name: key,
      value: line.slice(line.indexOf(':') + 1).trim(),
    }));
    for (const to of recipients) {
      this.waiting.push({
        to,
        from: parsed.from?.text ?? '',
        subject: parsed.subject ?? '',
        text: parsed.text ?? '',
        html: parsed.html || '',
        headers,
        source: source.toString(),
      });
    }
    this.arrivals.emit('mail');
  }
}
