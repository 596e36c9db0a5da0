using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Readings;

/// <summary>
/// A reading as any program can check it: the shape of the worked ledgers in vectors/ledgers. Full precision, never rounded.
/// </summary>
public static class MeasuresJson
{
    /// <param name="entries">All entries of the ledger, also those recorded after the reading.</param>
    public static JsonObject Of(SharedReading reading, int entries, IEnumerable<RefusedAt> refused) => new()
    {
        ["now"] = Instant.Write(reading.At),
        ["entries"] = entries,
        ["refused"] = List(refused, r => new()
        {
            ["line"] = r.Line,
            ["code"] = Refusal.Word(r.Refusal.Code),
            ["id"] = r.Id,
        }),
        ["visible"] = reading.Visible,
        ["charter"] = reading.Charter?.Id.Value,
        ["yardstick"] = new JsonObject
        {
            ["currency"] = reading.Yardstick?.Currency,
            ["hour"] = (double)(reading.Yardstick?.Hour ?? Yardstick.HourWithoutCharter),
        },
        ["joined"] = Both(reading.Joined, at => JsonValue.Create(at is not null)),
        ["trust"] = Directed(reading.Trust, TrustOf),
        ["kept_rate"] = Directed(reading.Trust, KeptRateOf),
        ["balance"] = new JsonObject
        {
            ["headline"] = BalanceOf(reading.Balance),
            ["by_category"] = Named(reading.Categories, BalanceOf),
        },
        ["open_risks"] = List(reading.OpenRisks, r => new() { ["id"] = r.Id.Value, ["to"] = r.Bearer.Other.ToString() }),
        ["perception"] = PerceptionOf(reading),
        ["pulse"] = PulseOf(reading.Pulse),
        ["autonomy"] = AutonomyOf(reading),
        ["consistency"] = ConsistencyOf(reading.Consistency),
        ["loyalty"] = Both(reading.Loyalty, LoyaltyOf),
        ["equity"] = EquityOf(reading.Equity),
        ["value"] = Both(reading.Value, ValueOf),
        ["responsiveness"] = Both(reading.Waiting, WaitingOf),
        ["waiting_share_A"] = reading.WaitingShare.ShareOfA,
        ["obligations"] = Both(reading.Obligations, open => ObligationsOf(open)),
        ["claimed"] = Ids(reading.Claimed),
        ["disputed"] = Ids(reading.Disputed),
        ["if_upheld"] = reading.Disputed.IsEmpty ? null : new JsonObject
        {
            ["trust"] = Directed(reading.Trust, t => Evidence(t.IfUpheld)),
            ["balance"] = ShareOf(reading.BalanceIfUpheld),
        },
        ["evidence_grade"] = Word(reading.EvidenceGrade),
        ["standing"] = new JsonObject
        {
            ["label"] = Word(reading.Standing),
            ["checkpoints"] = List(reading.Checkpoints, c => new()
            {
                ["at"] = Instant.Write(c.At),
                ["raw"] = Word(c.Candidate),
                ["label"] = Word(c.Label),
                ["inputs"] = InputsOf(c.Inputs),
            }),
        },
    };

    /// <summary>One figure with its reasons.</summary>
    public static JsonObject Of(Reading reading) => new()
    {
        ["measure"] = Word(reading.Measure),
        ["source"] = reading.IsOnlyUs ? "only_us" : "ledger",
        ["side"] = reading.Side?.ToString(),
        ["enough"] = reading.IsEnough,
        ["value"] = reading.Value,
        ["lo"] = reading.Interval?.Low,
        ["hi"] = reading.Interval?.High,
        ["neutral"] = reading.Neutral,
        ["evidence"] = reading.Evidence,
        ["evidence_needed"] = reading.EnoughEvidence,
        ["claimed_evidence"] = reading.ClaimedEvidence,
        ["if_upheld"] = reading.IfUpheld,
        ["additive"] = reading.IsAdditive,
        ["because"] = List(reading.Because, reason => new()
        {
            ["entries"] = Ids(reason.Entries),
            ["what"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.What),
            ["q"] = reason.Weight,
            ["age_days"] = reason.AgeDays,
            ["size"] = reason.Size,
            ["grade"] = reason.Grade,
            ["contribution"] = reason.Contribution,
        }),
        ["sums"] = Figures(reading.Sums.Select(sum => (sum.Name.Replace(' ', '_'), sum.Number))),
        ["one_more"] = new JsonObject(reading.OneMore.Concat(reading.Beside).Select(more =>
            KeyValuePair.Create(JsonNamingPolicy.SnakeCaseLower.ConvertName(more.Code), (JsonNode?)more.Value))),
        ["parameters"] = new JsonObject(reading.Parameters.Select(parameter =>
            KeyValuePair.Create(JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name), (JsonNode?)parameter.Number))),
        ["charter"] = reading.Charter?.Value,
    };

    /// <summary>What a side got of what it could expect, by month.</summary>
    public static JsonObject Of(IEnumerable<ValueInUse> months, Side receiver) => new(months.Select(month => KeyValuePair.Create(
        month.Month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), (JsonNode?)month.Ratio[receiver])));

    /// <summary>A decision before it is taken.</summary>
    public static JsonObject Of(DecisionDraft draft) => new()
    {
        ["id"] = draft.Id.Value,
        ["class"] = draft.Decision.Class,
        ["C"] = draft.Consistency,
        ["precedents"] = List(draft.Precedents.Nearest, precedent => new()
        {
            ["id"] = precedent.Id.Value,
            ["d"] = precedent.Distance,
            ["k"] = precedent.Weight,
            ["outcome"] = ValueOf(precedent.Outcome),
        }),
        ["outcomes"] = List(draft.Precedents.Outcomes, outcome => new() { ["outcome"] = ValueOf(outcome.Outcome), ["C"] = outcome.C }),
        ["best"] = draft.Best?.Name,
        ["options"] = List(draft.Options, option => new()
        {
            ["name"] = option.Option.Name,
            ["cost"] = Both(option.Option.Cost, cost => cost),
            ["total"] = option.Option.Total,
            ["regret"] = option.Regret.Regret,
            ["self_serving"] = option.Regret.IsSelfServing,
            ["side_payment_B_to_A"] = option.Regret.SidePayment is { } payment
                ? new JsonObject { ["min"] = payment.Least, ["max"] = payment.Most, ["split"] = payment.Split }
                : null,
            ["L"] = option.Loyalty,
        }),
    };

    /// <summary>The codes of the ledger's own words: <c>TrustedPartnership</c> is <c>trusted_partnership</c>.</summary>
    public static string Word<T>(T code)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString());

    private static JsonObject Evidence(BetaEvidence evidence)
    {
        var (belief, disbelief, uncertainty) = evidence.Opinion;
        return new()
        {
            ["r"] = evidence.Good,
            ["s"] = evidence.Lost,
            ["alpha"] = evidence.Alpha,
            ["beta"] = evidence.Beta,
            ["nu"] = evidence.Information,
            ["mean"] = evidence.Mean,
            ["lo"] = evidence.Interval.Low,
            ["hi"] = evidence.Interval.High,
            ["opinion"] = new JsonObject { ["b"] = belief, ["d"] = disbelief, ["u"] = uncertainty, ["a"] = BetaEvidence.BaseRate },
        };
    }

    private static JsonObject TrustOf(TrustReading reading)
    {
        var trust = Evidence(reading.Trust);
        trust["items"] = List(reading.Items, item => new()
        {
            ["id"] = item.Id.Value,
            ["kind"] = Word(item.Grade.Kind),
            ["grade"] = item.Grade.Value,
            ["q"] = item.Grade.Weight,
            ["importance"] = Word(item.Importance),
            ["age_days"] = item.AgeDays,
            ["weight"] = item.Weight,
            ["contribution"] = item.Contribution,
            ["leave_one_out"] = item.LeaveOneOut,
        });
        return trust;
    }

    private static JsonObject KeptRateOf(TrustReading reading)
    {
        var kept = Evidence(reading.KeptRate);
        kept["contributions"] = Figures(reading.Items.Select(item => (item.Id.ToString(), item.KeptContribution)));
        return kept;
    }

    private static JsonObject ShareOf(BalanceShare share) => new()
    {
        ["A"] = share.Totals.A,
        ["B"] = share.Totals.B,
        ["share_A"] = share.ShareOfA,
        ["reciprocity"] = share.Reciprocity,
        ["n_eff"] = share.EffectiveCount,
        ["lo"] = share.Interval.Low,
        ["hi"] = share.Interval.High,
        ["p_in_band"] = share.InBand,
    };

    private static JsonObject BalanceOf(BalanceReading reading)
    {
        var balance = ShareOf(reading.Share);
        balance["n_items"] = reading.Rows.Length;
        balance["items"] = List(reading.Rows, row => new()
        {
            ["ids"] = Ids(row.Entries.Select(e => e.Id)),
            ["side"] = row.Side.ToString(),
            ["amount"] = row.Amount,
            ["q"] = row.Weight,
            ["age_days"] = row.AgeDays,
            ["contribution"] = row.Contribution,
            ["entries"] = Figures(row.Entries.Select(e => (e.Id.ToString(), e.Contribution))),
        });
        return balance;
    }

    private static JsonObject PerceptionOf(SharedReading reading) => new()
    {
        ["own_A"] = reading.Pulse.A?.ShareEstimate,
        ["own_B"] = reading.Pulse.B?.ShareEstimate,
        ["ledger_share_A"] = reading.Balance.Share.ShareOfA,
        ["overclaim"] = reading.Perception.Overclaim,
        ["bias_A"] = reading.Perception.Bias.A,
        ["bias_B"] = reading.Perception.Bias.B,
        ["normalised_A"] = reading.Perception.NormalisedShareOfA,
    };

    private static JsonObject PulseOf(Sides<PulseReading?> pulse)
    {
        var both = Both(pulse, side => side is null ? null : new JsonObject
        {
            ["of_other"] = Figures(side.OfOther.Select(d => (d.Key, d.Value))),
            ["self"] = Figures(side.OfSelf.Select(d => (d.Key, d.Value))),
            ["round"] = side.Round,
            ["respondents"] = side.Respondents,
        });
        both["gap_of"] = Both(new Sides<Side>(Side.A, Side.B), side => pulse is { A: not null, B: not null }
            ? Figures(PulseReading.Gap(pulse[side.Other], pulse[side]).Select(d => (d.Key, d.Value)))
            : null);
        return both;
    }

    private static JsonObject AutonomyOf(SharedReading reading)
    {
        var autonomy = Both(reading.Autonomy, side =>
        {
            var score = Evidence(side.Score);
            score["items"] = List(side.Items, item => new()
            {
                ["id"] = item.Id.Value,
                ["level"] = Word(item.Level),
                ["q"] = item.Attestation,
                ["age_days"] = item.AgeDays,
                ["weight"] = item.Weight,
                ["contribution"] = item.Contribution,
            });
            return score;
        });
        var concessions = ShareOf(reading.Concessions.Share);
        concessions["items"] = List(reading.Concessions.Rows, row => new()
        {
            ["id"] = row.Entries[0].Id.Value,
            ["side"] = row.Side.ToString(),
            ["amount"] = row.Amount,
            ["q"] = row.Weight,
            ["age_days"] = row.AgeDays,
            ["contribution"] = row.Contribution,
        });
        autonomy["concessions"] = concessions;
        autonomy["risk_shift"] = RiskShiftOf(reading.RiskShift);
        return autonomy;
    }

    private static JsonObject RiskShiftOf(RiskShiftReading shift) => new()
    {
        ["known_total"] = shift.Known,
        ["unconsented"] = shift.Unconsented,
        ["unconsented_share"] = shift.UnconsentedShare,
        ["unconsented_onto"] = Both(shift.UnconsentedOnto, onto => JsonValue.Create(onto)),
        ["net_unconsented_onto_A"] = shift.UnconsentedOnto.A - shift.UnconsentedOnto.B,
        ["flags"] = List(shift.Flags, flag => new()
        {
            ["id"] = flag.Id.Value,
            ["from"] = flag.Shift.From.ToString(),
            ["to"] = flag.Shift.To.ToString(),
            ["worth"] = flag.Shift.Amount,
            ["q"] = flag.Shift.Weight,
        }),
    };

    private static JsonObject ConsistencyOf(ConsistencyReading reading) => new()
    {
        ["classes"] = Named(reading.Classes, of => new()
        {
            ["C"] = of.C,
            ["n_dec"] = of.Compared,
            ["n_eff"] = of.EffectiveCount,
            ["lo"] = of.Interval?.Low,
            ["hi"] = of.Interval?.High,
            ["K"] = of.K,
            ["n_pairs"] = of.Pairs.Length,
            ["C0"] = of.Baseline,
            ["cross"] = new JsonObject { ["C"] = of.Cross.C, ["K"] = of.Cross.K, ["n_pairs"] = of.Cross.Pairs.Length },
            ["pairs"] = List(of.Pairs, pair => new()
            {
                ["i"] = pair.I.Value,
                ["j"] = pair.J.Value,
                ["d"] = pair.Distance,
                ["k"] = pair.Weight,
                ["D"] = pair.Difference,
                ["flag"] = pair.IsFlagged,
                ["contribution"] = pair.Contribution,
            }),
        }),
        ["shared"] = new JsonObject { ["C"] = reading.All.C, ["K"] = reading.All.K },
        ["shared_cross"] = new JsonObject { ["C"] = reading.Cross.C, ["K"] = reading.Cross.K },
        ["flagged"] = List(reading.Classes.SelectMany(c => c.Value.Pairs.Where(p => p.IsFlagged).Select(p => (c.Key, Pair: p))), flagged => new()
        {
            ["class"] = flagged.Key,
            ["i"] = flagged.Pair.I.Value,
            ["j"] = flagged.Pair.J.Value,
            ["d"] = flagged.Pair.Distance,
            ["D"] = flagged.Pair.Difference,
        }),
    };

    private static JsonObject LoyaltyOf(LoyaltyReading reading) => new()
    {
        ["L"] = reading.Index.Value,
        ["n_eff"] = reading.Index.EffectiveCount,
        ["lo"] = reading.Index.Interval?.Low,
        ["hi"] = reading.Index.Interval?.High,
        ["decisions"] = List(reading.Rows, row => row.Regret.IsEvaluable ? Evaluated(row) : new()
        {
            ["id"] = row.Id.Value,
            ["q"] = row.Attestation,
            ["age_days"] = row.AgeDays,
            ["evaluable"] = false,
        }),
    };

    private static JsonObject Evaluated(LoyaltyRow row)
    {
        var decision = new JsonObject
        {
            ["id"] = row.Id.Value,
            ["q"] = row.Attestation,
            ["age_days"] = row.AgeDays,
            ["evaluable"] = true,
            ["total"] = Figures(row.Regret.Totals.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (t.Key, t.Value))),
            ["least_total"] = row.Regret.LeastTotal,
            ["regret"] = row.Regret.Regret,
            ["spread"] = row.Regret.Spread,
            ["self_serving"] = row.Regret.IsSelfServing,
            ["sacrifice"] = row.Regret.IsSacrifice,
            ["best"] = row.Regret.Best,
        };
        if (row.Regret.SidePayment is { } payment)
        {
            decision["side_payment_B_to_A"] = new JsonObject { ["min"] = payment.Least, ["max"] = payment.Most, ["split"] = payment.Split };
        }

        if (row.Contribution is { } contribution)
        {
            decision["contribution"] = contribution;
        }

        return decision;
    }

    private static JsonObject EquityOf(EquityReading reading) => new()
    {
        ["input_A"] = reading.Inputs.A,
        ["input_B"] = reading.Inputs.B,
        ["fair_share_A"] = reading.Year.FairShareOfA,
        ["fair_reward_A"] = reading.Year.FairRewardOfA,
        ["settlement_A_to_B"] = reading.Year.SettlementFromAToB,
        ["delta"] = reading.Year.Delta,
        ["adams_log"] = reading.Year.LogAdamsRatio,
        ["lo"] = reading.Interval?.Low,
        ["hi"] = reading.Interval?.High,
        ["reward_A"] = reading.Rewards.A,
        ["reward_B"] = reading.Rewards.B,
        ["inputs"] = Both(reading.Parts, parts => new JsonObject
        {
            ["contribution"] = parts.Contribution,
            ["investment"] = parts.Investment,
            ["risk"] = parts.Risk,
        }),
        ["drift"] = new JsonObject
        {
            ["quarters"] = List(reading.Quarters, q => new()
            {
                ["quarter"] = q.Quarter.ToString(),
                ["delta"] = q.Delta,
                ["up"] = q.Drift.Up,
                ["down"] = q.Drift.Down,
                ["alarm"] = Alarm(q.Drift),
            }),
            ["up"] = reading.Drift.Up,
            ["down"] = reading.Drift.Down,
            ["alarm"] = Alarm(reading.Drift),
        },
    };

    private static string? Alarm(Cusum drift) => drift.Alarm is { } favoured ? $"{favoured}_favoured" : null;

    private static JsonObject ValueOf(ValueReading reading) => new()
    {
        ["expected_to_date"] = reading.Sums.Expected,
        ["realised"] = reading.Sums.Realised,
        ["ratio"] = reading.Ratio,
        ["score"] = reading.Score,
        ["n_eff"] = reading.EffectiveCount,
        ["lo"] = reading.Interval?.Low,
        ["hi"] = reading.Interval?.High,
        ["contributions"] = Figures(reading.Contributions.Select(c => (c.Id.ToString(), c.Contribution))),
        ["perceived"] = reading.Perceived,
        ["gap"] = reading.Gap,
        ["combined"] = ValueReading.Combined(reading.Score, reading.Perceived),
    };

    private static JsonObject WaitingOf(WaitingReading reading) => new()
    {
        ["median"] = reading.Curve.Median,
        ["tau"] = KaplanMeier.HorizonHours,
        ["rmst"] = reading.Curve.RestrictedMean,
        ["rmst_se"] = reading.Curve.StandardError,
        ["rmst_lo"] = reading.Curve.Interval?.Low,
        ["rmst_hi"] = reading.Curve.Interval?.High,
        ["ignored"] = reading.Curve.IgnoredRate,
        ["responsiveness"] = reading.Curve.Responsiveness,
        ["enough"] = reading.Curve.Enough,
        ["waits"] = List(reading.Rows, row => new()
        {
            ["id"] = row.Name,
            ["hours"] = row.Time.Hours,
            ["event"] = row.Time.IsAnswered ? 1 : 0,
            ["state"] = Word(row.State),
        }),
        ["n"] = reading.Curve.Waits,
    };

    private static JsonObject ObligationsOf(IReadOnlyCollection<OpenObligation> open) => new()
    {
        ["open"] = open.Sum(o => o.Obligation.Worth * o.Obligation.Weight),
        ["items"] = List(open, o => new()
        {
            ["id"] = o.Id.Value,
            ["worth"] = o.Obligation.Worth,
            ["q"] = o.Obligation.Weight,
            ["due"] = o.Due,
            ["overdue"] = o.Obligation.IsOverdue,
        }),
    };

    private static JsonNode? ValueOf(Circumstance value) => value switch
    {
        Circumstance.Word word => word.Value,
        Circumstance.Number number => number.Value,
        Circumstance.Truth truth => truth.Value,
        Circumstance.Set set => new JsonArray([.. set.Values.Select(item => (JsonNode)item)]),
        Circumstance.Missing => null,
        _ => throw new System.Diagnostics.UnreachableException($"Unknown circumstance {value.GetType().Name}."),
    };

    private static JsonObject InputsOf(StandingInputs inputs) => new()
    {
        ["T_AB"] = inputs.Trust.A,
        ["mass_AB"] = inputs.Information.A,
        ["ack_AB"] = inputs.Acknowledged?.A,
        ["T_BA"] = inputs.Trust.B,
        ["mass_BA"] = inputs.Information.B,
        ["ack_BA"] = inputs.Acknowledged?.B,
        ["V_A"] = inputs.Value.A,
        ["V_B"] = inputs.Value.B,
        ["share_A"] = inputs.ShareOfA,
        ["share_info"] = inputs.ShareInformation,
        ["p_in_band"] = inputs.InBand,
        ["delta"] = inputs.Delta,
        ["committed180"] = inputs.Committed,
        ["transactions180"] = inputs.Transactions,
        ["severe_overdue"] = inputs.SevereOverdue,
        ["band"] = new JsonArray(inputs.Band.Low, inputs.Band.High),
        ["dT"] = inputs.TrustChange,
        ["dV"] = inputs.ValueChange,
    };

    private static JsonObject Both<T>(Sides<T> both, Func<T, JsonNode?> write) => new() { ["A"] = write(both.A), ["B"] = write(both.B) };

    /// <summary>AB is what A holds of B.</summary>
    private static JsonObject Directed<T>(Sides<T> both, Func<T, JsonNode?> write) => new() { ["AB"] = write(both.A), ["BA"] = write(both.B) };

    private static JsonArray List<T>(IEnumerable<T> rows, Func<T, JsonObject> write) => [.. rows.Select(write)];

    private static JsonArray Ids(IEnumerable<EntryId> ids) => [.. ids.Select(id => (JsonNode)id.ToString())];

    private static JsonObject Figures(IEnumerable<(string Name, double Figure)> figures) =>
        new(figures.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)f.Figure)));

    private static JsonObject Named<T>(IEnumerable<KeyValuePair<string, T>> named, Func<T, JsonObject> write) =>
        new(named.Select(n => KeyValuePair.Create(n.Key, (JsonNode?)write(n.Value))));
}

/// <summary>A line of a file that was not taken in.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Id">As it was written; <c>null</c> where none can be read.</param>
public sealed record RefusedAt(long Line, string? Id, Refusal Refusal);
