namespace Tandem.Cli.Commands;

/// <summary>A reading for a person at a terminal.</summary>
internal sealed class MeasuresText(Terminal terminal, LedgerToRead ledger)
{
    public void Write()
    {
        terminal.Line(ledger.Names.ToString());
    }
}
