using System.Security.Cryptography;

namespace SageTasks.Testing.Cavatica;

/// <summary>What all parts of the local Cavatica share: its state, its clock, and the one lock under which anything changes.</summary>
internal sealed class CavaticaWorld(LocalCavaticaOptions options, LocalFolder folder, StateStore store, FaultInjector faults, PlatformClock clock)
{
    private const string Hex = "0123456789abcdef";

    public LocalCavaticaOptions Options { get; } = options;

    public LocalFolder Folder { get; } = folder;

    public StateStore Store { get; } = store;

    public FaultInjector Faults { get; } = faults;

    public PlatformClock Clock { get; } = clock;

    public Lock Lock { get; } = new();

    /// <summary>The time as the platform writes it, in whole seconds.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(Clock.Shown.ToUnixTimeSeconds());

    /// <summary>An id of a file or folder.</summary>
    public static string FileId() => RandomNumberGenerator.GetString(Hex, 24);

    public static string Uuid() => Guid.NewGuid().ToString();

    /// <summary>Whether a fault hides a new thing from lists, and until when.</summary>
    public DateTimeOffset? HiddenUntil(LocalRequest request) => request.TryDraw(FaultKind.HideFromLists, out var hidden) ? Clock.True + hidden.Value.Wait : null;

    /// <summary>Whether lists show a thing yet.</summary>
    public bool Shows(DateTimeOffset? hiddenUntil) => hiddenUntil is null || !Faults.Enabled || hiddenUntil <= Clock.True;
}
