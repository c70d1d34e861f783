namespace SageTasks.Testing;

/// <summary>What all parts of the local TES server share: its state, its clock, its dialect, and the one lock under which anything changes.</summary>
internal sealed class TesWorld(LocalTesOptions options, LocalFolder folder, StateStore store, FaultInjector faults, PlatformClock clock)
{
    public LocalTesOptions Options { get; } = options;

    public LocalFolder Folder { get; } = folder;

    public StateStore Store { get; } = store;

    public FaultInjector Faults { get; } = faults;

    public PlatformClock Clock { get; } = clock;

    public Lock Lock { get; } = new();

    public TesDialect Dialect { get; } = options.Personality switch
    {
        LocalTesPersonality.Spec => new TesDialect(),
        LocalTesPersonality.Funnel => new FunnelDialect(),
        LocalTesPersonality.TesAzure => new TesAzureDialect(),
        LocalTesPersonality.Tesk => new TeskDialect(clock),
        LocalTesPersonality.ProTes => new ProTesDialect(),
        LocalTesPersonality.OldTesAzure => new OldTesAzureDialect(),
        _ => throw new ArgumentException($"Personality is {options.Personality}, which is none."),
    };

    public IReadOnlyList<string> BackendParameters => Dialect.BackendParameters ?? Options.BackendParameters;
}
