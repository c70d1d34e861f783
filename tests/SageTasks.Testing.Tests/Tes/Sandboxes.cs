namespace SageTasks.Testing.Tests;

/// <summary>The sandboxes of this machine.</summary>
internal static class Sandboxes
{
    private static readonly Lazy<bool> Works = new(() =>
        Task.Run(() => BubblewrapSandbox.FindAsync([], CancellationToken.None)).GetAwaiter().GetResult() is not null);

    public static bool HasBubblewrap => Works.Value;
}
