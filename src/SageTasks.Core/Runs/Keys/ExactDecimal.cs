using System.Globalization;
using System.Text;

namespace SageTasks.Runs;

/// <summary>Spells a JSON number by its exact decimal value, laid out as ECMAScript (and so RFC 8785) lays out numbers.</summary>
internal static class ExactDecimal
{
    private const int LargestExponent = 100_000;

    public static string Normalize(string literal)
    {
        var negative = literal.StartsWith('-');
        var exponentAt = literal.AsSpan().IndexOfAny('e', 'E');
        var mantissa = literal.AsSpan(negative ? 1 : 0, (exponentAt < 0 ? literal.Length : exponentAt) - (negative ? 1 : 0));
        var point = mantissa.IndexOf('.');
        var digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        var integerDigits = point < 0 ? digits.Length : point;

        var leading = digits.AsSpan().IndexOfAnyExcept('0');
        if (leading < 0)
        {
            return "0";
        }

        var significant = digits[leading..].TrimEnd('0');
        var pointPosition = (long)integerDigits - leading + ReadExponent(literal, exponentAt);
        if (Math.Abs(pointPosition) > LargestExponent)
        {
            throw new FormatException($"The number '{literal}' is out of bounds.");
        }

        return (negative ? "-" : string.Empty) + Layout(significant, (int)pointPosition);
    }

    private static long ReadExponent(string literal, int exponentAt)
    {
        if (exponentAt < 0)
        {
            return 0;
        }

        return long.TryParse(literal.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            && Math.Abs(exponent) <= LargestExponent
            ? exponent
            : throw new FormatException($"The number '{literal}' is out of bounds.");
    }

    /// <summary>The layout of ECMA-262, Number::toString: <paramref name="point"/> is the position of the decimal point within the digits.</summary>
    private static string Layout(string digits, int point)
    {
        if (digits.Length <= point && point <= 21)
        {
            return digits.PadRight(point, '0');
        }

        if (point is > 0 and <= 21)
        {
            return $"{digits[..point]}.{digits[point..]}";
        }

        if (point is > -6 and <= 0)
        {
            return $"0.{new string('0', -point)}{digits}";
        }

        var text = new StringBuilder().Append(digits[0]);
        if (digits.Length > 1)
        {
            text.Append('.').Append(digits, 1, digits.Length - 1);
        }

        var exponent = point - 1;
        return text.Append('e').Append(exponent < 0 ? '-' : '+').Append(Math.Abs(exponent)).ToString();
    }
}
