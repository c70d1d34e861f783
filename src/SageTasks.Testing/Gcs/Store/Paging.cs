using System.Globalization;
using System.Text;

namespace SageTasks.Testing.Gcs;

/// <summary>The pages of a list: a token names the last thing of the page before.</summary>
internal static class Paging
{
    public const int Largest = 1000;

    public static int Limit(LocalRequest request)
    {
        if (request.QueryValue("maxResults") is not { } text)
        {
            return Largest;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? Math.Min(limit, Largest)
            : throw GcsErrors.Invalid($"Invalid value for maxResults: '{text}'");
    }

    public static string Token(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last)).Replace('+', '-').Replace('/', '_');

    public static string After(LocalRequest request)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String((request.QueryValue("pageToken") ?? "").Replace('-', '+').Replace('_', '/')));
        }
        catch (FormatException)
        {
            throw GcsErrors.Invalid("Invalid page token.");
        }
    }
}
