namespace Tandem.Core.Advice;

/// <summary>An idea or a request for an improvement that our side wrote down.</summary>
public sealed record Idea(string Id, bool HasOwner);
