using System.Globalization;
using Tandem.Web.Shell;

namespace Tandem.Web.Tests.Tables;

/// <summary>What people type as a number is read as they meant it, or asked for again: an entry is for good.</summary>
public sealed class AmountsTests
{
    [Theory]
    [InlineData("18000", "18000")]
    [InlineData("18000.00", "18000.00")]
    [InlineData("18000,5", "18000.5")]
    [InlineData("1 234,56", "1234.56")]
    [InlineData("1\u202f234\u202f567,8", "1234567.8")]
    [InlineData("18\u00a0000", "18000")]
    [InlineData("1'234.56", "1234.56")]
    [InlineData("1’234’567", "1234567")]
    [InlineData("1,234.56", "1234.56")]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1,234,567.8", "1234567.8")]
    [InlineData("1.234.567,8", "1234567.8")]
    [InlineData("0,125", "0.125")]
    [InlineData("0.088", "0.088")]
    [InlineData("18,0000", "18.0000")]
    [InlineData("1234,567", "1234.567")]
    [InlineData(".5", "0.5")]
    [InlineData(" 42 ", "42")]
    [InlineData("\u22127,5", "-7.5")]
    [InlineData("-1 000", "-1000")]
    public void A_number_is_read_as_it_was_meant(string written, string meant)
    {
        Amounts.TryRead(written, out var amount).ShouldBeTrue();
        amount.ShouldBe(decimal.Parse(meant, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("18,000")]
    [InlineData("18.000")]
    [InlineData("1,234,567")]
    [InlineData("1.234.567")]
    [InlineData("1,234.567")]
    [InlineData("-250,000")]
    [InlineData("1.125")]
    public void A_number_that_can_be_read_in_two_ways_is_not_read(string written)
    {
        Amounts.TryRead(written, out _).ShouldBeFalse();
        Amounts.IsUnclear(written).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("eighteen")]
    [InlineData("18 00")]
    [InlineData("1,234 567")]
    [InlineData("1,23,456.7")]
    [InlineData("1.2.3")]
    [InlineData("1e5")]
    [InlineData("0x12")]
    [InlineData("18.")]
    [InlineData("99999999999999999999999999999999")]
    public void What_is_no_number_is_none(string? written)
    {
        Amounts.TryRead(written, out _).ShouldBeFalse();
        Amounts.IsUnclear(written).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("18")]
    [InlineData("18.000")]
    [InlineData("11.245")]
    [InlineData("0.088")]
    [InlineData("-250.125")]
    [InlineData("1234567.891")]
    [InlineData("0.000001")]
    public void What_a_field_is_filled_with_is_read_back_as_the_same(string amount)
    {
        var number = decimal.Parse(amount, CultureInfo.InvariantCulture);

        Amounts.TryRead(Amounts.Write(number), out var read).ShouldBeTrue();

        read.ShouldBe(number);
    }
}
