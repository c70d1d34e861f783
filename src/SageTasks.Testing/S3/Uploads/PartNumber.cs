using System.Globalization;

namespace SageTasks.Testing.S3;

/// <summary>The number of a part: 1 to 10,000.</summary>
internal static class PartNumber
{
    public const int Most = 10_000;

    public static int Of(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most
            ? number
            : throw new S3Refusal(S3Error.InvalidArgument("partNumber", text, "Part number must be an integer between 1 and 10000, inclusive"));
}
