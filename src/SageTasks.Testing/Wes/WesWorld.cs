namespace SageTasks.Testing.Wes;

/// <summary>What all parts of a local WES share.</summary>
internal sealed class WesWorld(LocalWesOptions options, LocalFolder folder, StateStore store, FaultInjector faults)
{
    public LocalWesOptions Options { get; } = options;

    public Traits Traits { get; } = Traits.Of(options.Personality);

    public LocalFolder Folder { get; } = folder;

    public StateStore Store { get; } = store;

    public FaultInjector Faults { get; } = faults;

    public PlatformClock Clock { get; } = new(options.TimeProvider, faults);

    public WesAnswers Answers { get; } = new(Traits.Of(options.Personality).Errors);

    public Lock Lock { get; } = new();
}
