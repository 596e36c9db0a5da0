namespace Tandem.Core.Map;

/// <summary>A person of the other side and how much depends on her; 0 leaves her out of every figure.</summary>
public sealed record Stakeholder
{
    public Stakeholder(string person, double importance)
    {
        if (!double.IsFinite(importance) || importance < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(importance), importance, "An importance is 0 or more.");
        }

        (Person, Importance) = (person, importance);
    }

    public string Person { get; }

    public double Importance { get; }
}
