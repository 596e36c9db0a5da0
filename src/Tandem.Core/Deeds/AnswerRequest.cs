using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Deeds;

/// <summary>Only the asked side answers, and once.</summary>
internal static class AnswerRequest
{
    public static Refusal? Ask(SharedRecord record, Side side, Response response)
    {
        if (record.MustBe<Request>(response.Request, "body.request") is { } wrong)
        {
            return wrong;
        }

        var request = record.Find(response.Request)!;
        return ((Request)request.Statement.Fact).From == side ? new(RefusalCode.WrongAuthor, "side", side.ToString())
            : request.AnsweredBy > 0 ? new(RefusalCode.AlreadyClosed, "body.request", response.Request.Value)
            : null;
    }
}
