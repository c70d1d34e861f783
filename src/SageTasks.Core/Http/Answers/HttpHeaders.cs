using System.Globalization;

namespace SageTasks.Http;

/// <summary>Copies an answer's headers, so that they outlive the connection.</summary>
internal static class HttpHeaders
{
    public static Dictionary<string, string> Copy(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in response.Headers.NonValidated)
        {
            headers[header.Key] = header.Value.ToString();
        }

        foreach (var header in response.Content.Headers.NonValidated)
        {
            headers[header.Key] = header.Value.ToString();
        }

        return headers;
    }

    public static string? Find(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.ToString()
            : null;

    /// <summary>A server's clock from the <c>Date</c> header; null where it is absent or unreadable. Nearly all write it as they should, which is read
    /// much faster.</summary>
    public static DateTimeOffset? Time(string? date) =>
        DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        || DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time) ? time : null;
}
