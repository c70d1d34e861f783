using System.Net.Http.Headers;

namespace SageTasks.Storage;

/// <summary>Reads the header that says which bytes an answer holds: <c>bytes 0-99/1234</c>, or <c>bytes */1234</c> in a refusal.</summary>
internal static class ContentRange
{
    public static ContentRangeHeaderValue? Read(string? header) =>
        ContentRangeHeaderValue.TryParse(header, out var range) && range.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase) ? range : null;
}
