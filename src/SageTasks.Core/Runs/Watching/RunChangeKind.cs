namespace SageTasks.Runs;

/// <summary>What happened to a watched run.</summary>
public enum RunChangeKind
{
    /// <summary>It was seen for the first time, or its state changed, and it goes on.</summary>
    State = 0,

    /// <summary>It has ended; nothing more follows for it.</summary>
    Ended,

    /// <summary>It was cancelled as a twin, and the watching goes on with the run that does the work.</summary>
    Moved,

    /// <summary>Its state has not changed for as long as the options allow. Said once; the watching goes on.</summary>
    Stalled,

    /// <summary>The platform did not show it twice in a row; nothing more follows for it.</summary>
    Vanished,
}
