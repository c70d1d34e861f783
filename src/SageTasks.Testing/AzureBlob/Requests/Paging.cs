using System.Globalization;

namespace SageTasks.Testing.AzureBlob;

/// <summary>The size of a page.</summary>
internal static class Paging
{
    private const int Largest = 5000;

    public static int Limit(AzureCall call)
    {
        if (call.Query("maxresults") is not { } text)
        {
            return Largest;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? Math.Min(limit, Largest)
            : throw new AzureRefusal(AzureError.InvalidQuery("maxresults"));
    }
}
