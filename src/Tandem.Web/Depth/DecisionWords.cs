using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;

namespace Tandem.Web.Depth;

/// <summary>Where a decision stands, how much it matters, and who had which say, in words.</summary>
internal static class DecisionWords
{
    public static string State(Reader reader, DecisionLine line, TableHead head) => line.State switch
    {
        DecisionState.Open => reader.Say("decision.waits-for", head.Relationship.Sides[line.Asked!.Value].Name),
        DecisionState.Agreed => reader["decision.agreed"],
        DecisionState.Refused => reader["decision.refused"],
        DecisionState.Taken => reader["decision.taken"],
        DecisionState.Disputed => reader["decision.disputed"],
        DecisionState.Withdrawn => reader["decision.withdrawn"],
        _ => throw new System.Diagnostics.UnreachableException($"Unknown state {line.State}."),
    };

    public static string Decider(Reader reader, Side? by, TableHead head) =>
        by is { } side ? head.Relationship.Sides[side].Name : reader["decision.both"];

    public static string Of(Reader reader, Importance importance) => importance switch
    {
        Importance.Minor => reader["decision.minor"],
        Importance.Normal => reader["decision.normal"],
        Importance.Major => reader["decision.major"],
        _ => throw new System.Diagnostics.UnreachableException($"Unknown importance {importance}."),
    };

    public static string Of(Reader reader, Participation participation) => participation switch
    {
        Participation.Imposed => reader["decision.say.imposed"],
        Participation.Informed => reader["decision.say.informed"],
        Participation.Consulted => reader["decision.say.consulted"],
        Participation.Agreed => reader["decision.say.agreed"],
        Participation.Own => reader["decision.say.own"],
        _ => throw new System.Diagnostics.UnreachableException($"Unknown say {participation}."),
    };
}
