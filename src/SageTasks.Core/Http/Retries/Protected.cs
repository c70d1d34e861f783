namespace SageTasks.Http;

/// <summary>Calls a platform's function on an answer that may hold anything.</summary>
internal static class Protected
{
    /// <summary>The function's answer, or the default where it could not read this one: the failure that is being reported matters more.</summary>
    public static T? Call<T>(Func<ApiAnswer, T?> read, ApiAnswer answer)
    {
        try
        {
            return read(answer);
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or FormatException or InvalidOperationException
            or ArgumentException or OverflowException or KeyNotFoundException or IndexOutOfRangeException or NullReferenceException)
        {
            return default;
        }
    }
}
