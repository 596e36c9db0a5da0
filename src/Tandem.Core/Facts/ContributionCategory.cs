namespace Tandem.Core.Facts;

/// <summary>In what a side contributes; an investment weighs apart in equity.</summary>
public enum ContributionCategory
{
    Time,
    Money,
    Knowledge,
    Access,
    Flexibility,
    Investment,
    Other,
}
