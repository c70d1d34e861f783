namespace SageTasks.TrimmedApp;

/// <summary>Counts the checks that hold in the trimmed program and stops at the first that does not.</summary>
internal static class Survivors
{
    public static int Count { get; private set; }

    public static async Task CheckAsync(string what, Func<Task<string>> check)
    {
        Console.WriteLine($"{what}: {await check()}");
        Count++;
    }

    public static T Require<T>(T actual, T expected) =>
        EqualityComparer<T>.Default.Equals(actual, expected)
            ? actual
            : throw new InvalidOperationException($"Expected {expected}, found {actual}: trimming took away something that is needed.");
}
