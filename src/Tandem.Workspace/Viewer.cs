using Tandem.Core.Vocabulary;

namespace Tandem.Workspace;

/// <summary>
/// On whose behalf something is read or written. No read without one: it is the parameter that keeps the private things
/// of one side from the other. Only what this organization's own side may see is ever in scope.
/// </summary>
public sealed record Viewer(OrganizationId Organization);
