using SageTasks.Testing;

namespace SageTasks.GuardStorm;

/// <summary>Every platform that the storm knows. A further one goes here.</summary>
internal static class StormPlatforms
{
    private static readonly IReadOnlyList<IStormPlatform> All =
    [
        new TowerStorm(),
        new TesStorm(),
        new WesStorm("wes", LocalWesPersonality.Spec),
        new WesStorm("wes-1.0", LocalWesPersonality.Wes10),
        new WesStorm("wes-sapporo", LocalWesPersonality.Sapporo),
        new WesStorm("wes-ngs360", LocalWesPersonality.Ngs360),
        new CavaticaStorm(),
    ];

    public static string Names => string.Join(", ", All.Select(platform => platform.Name));

    public static IStormPlatform Named(string name) =>
        All.FirstOrDefault(platform => platform.Name == name) ?? throw new FormatException($"--platform {name}: the storm knows {Names}.");
}
