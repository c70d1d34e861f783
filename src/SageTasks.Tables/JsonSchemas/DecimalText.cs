using System.Globalization;
using System.Numerics;

namespace SageTasks.Tables;

/// <summary>A decimal number as its significant digits and a power of ten, whatever its size: 1.50, 15e-1 and 0.15E1 are one number.</summary>
/// <param name="IsNegative">Whether it is below zero.</param>
/// <param name="Digits">The digits without zeros at either end; empty for zero.</param>
/// <param name="Exponent">The power of ten that the digits, read as a whole number, are multiplied by; 0 for zero.</param>
internal readonly record struct DecimalText(bool IsNegative, string Digits, BigInteger Exponent)
{
    private const int DecimalDigits = 28;

    /// <summary>The number as a decimal; null where a decimal would round it or cannot hold it.</summary>
    public static decimal? Exact(string number)
    {
        var fits = number.Length <= DecimalDigits && !number.AsSpan().ContainsAny('e', 'E');
        return (fits || Of(number).IsFine) && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : null;
    }

    /// <summary>Reads a number as JSON writes it; leading zeros and a bare dot are taken too.</summary>
    public static DecimalText Of(string number)
    {
        var mark = number.AsSpan().IndexOfAny('e', 'E');
        var mantissa = (mark < 0 ? number : number[..mark]).TrimStart('-', '+');
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", string.Empty, StringComparison.Ordinal).TrimEnd('0');
        var significant = digits.TrimStart('0');
        if (significant.Length == 0)
        {
            return new DecimalText(false, string.Empty, 0);
        }

        var power = mark < 0 ? 0 : BigInteger.Parse(number.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return new DecimalText(number[0] == '-', significant, power + (dot < 0 ? mantissa.Length : dot) - digits.Length);
    }

    /// <summary>The same text for the same number.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsNegative ? "-" : string.Empty)}{Digits}e{Exponent}");

    // Whether a decimal takes it without rounding; one that is too large for a decimal does not parse.
    private bool IsFine => Digits.Length <= DecimalDigits && Exponent >= -DecimalDigits;
}
