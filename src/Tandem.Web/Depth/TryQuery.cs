using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Web.Tables;
using Tandem.Workspace;

namespace Tandem.Web.Depth;

/// <summary>What a reader wants to try on a page, as it stands in the address.</summary>
public sealed record TryQuery(
    [FromQuery(Name = "try")] string? What, [FromQuery(Name = "of")] string? Of, [FromQuery(Name = "by")] string? By,
    [FromQuery(Name = "amount")] string? Amount)
{
    public const string Keep = "keep";
    public const string Break = "break";
    public const string Give = "give";
    public const string Confirm = "confirm";

    /// <summary>The amount can be read in two ways.</summary>
    public bool IsUnclear => What == Give && Amounts.IsUnclear(Amount);

    public bool Asks => What is Keep or Break or Give or Confirm;

    /// <summary>The entries it stands for; none where something is missing.</summary>
    public IReadOnlyList<JsonObject> Entries(WhatIfChoices choices) => What switch
    {
        Keep or Break when EntryId.IsOne(Of) =>
            [Entry("resolution", new() { ["commitment"] = Of, ["outcome"] = What == Keep ? "kept" : "broken" })],
        Give when Number() is { } amount && By is "A" or "B" =>
        [
            Entry("contribution", new()
            {
                ["giver"] = By,
                ["category"] = "other",
                ["worth"] = choices.Currency is { } currency
                    ? new JsonObject { ["amount"] = Written(amount), ["currency"] = currency }
                    : new JsonObject { ["hours"] = Written(amount) },
            }),
        ],
        Confirm =>
        [
            .. choices.Claims.Select(claim =>
            {
                var entry = Entry("confirmation", new() { ["of"] = claim.Id.Value });
                entry["side"] = claim.Side.Other.ToString();
                return entry;
            }),
        ],
        _ => [],
    };

    /// <summary>Where the same is entered for good; <c>null</c> for what is many entries.</summary>
    /// <param name="currency">In which an amount is tried; <c>null</c> for hours.</param>
    public string? Carried(string url, string? currency) => What switch
    {
        Keep or Break => $"{url}/new/resolution?about={Uri.EscapeDataString(Of ?? "")}&outcome={(What == Keep ? "kept" : "broken")}",
        Give => $"{url}/new/contribution?giver={By}&worth={Uri.EscapeDataString(Amount ?? "")}"
            + $"&{FormInput.Unit("worth")}={Uri.EscapeDataString(currency ?? "")}",
        _ => null,
    };

    private decimal? Number() => Amounts.TryRead(Amount, out var amount) && amount >= 0 ? amount : null;

    private static string Written(decimal amount) => amount.ToString("0.00####", CultureInfo.InvariantCulture);

    private static JsonObject Entry(string kind, JsonObject body) => new() { ["kind"] = kind, ["body"] = body };
}
