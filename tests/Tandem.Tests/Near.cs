using Shouldly;

namespace Tandem.Tests;

public static class Near
{
    /// <summary>Both are there and close, or neither is there.</summary>
    public static void ShouldBeNear(this double? actual, double? expected, double tolerance)
    {
        actual.HasValue.ShouldBe(expected.HasValue);
        if (expected is { } number)
        {
            actual!.Value.ShouldBe(number, tolerance);
        }
    }
}
