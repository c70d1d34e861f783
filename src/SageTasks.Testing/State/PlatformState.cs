namespace SageTasks.Testing;

/// <summary>What a local platform keeps: its folder, and the records in it.</summary>
internal static class PlatformState
{
    /// <summary>Opens both and makes a platform of them; closes both where that fails.</summary>
    /// <param name="options">Where the state is kept.</param>
    /// <param name="platform">The platform's name, for a temporary folder.</param>
    /// <param name="make">Makes the platform, which closes both from then on.</param>
    /// <exception cref="IOException">The folder cannot be used; the message names it.</exception>
    public static T Open<T>(LocalPlatformOptions options, string platform, Func<LocalFolder, StateStore, T> make)
    {
        var folder = LocalFolder.Open(options.StateFolder, platform);
        StateStore? state = null;
        try
        {
            state = StateStore.Open(options.StateFolder is null ? null : folder.Path, options.TimeProvider);
            return make(folder, state);
        }
        catch
        {
            state?.Dispose();
            folder.Dispose();
            throw;
        }
    }
}
