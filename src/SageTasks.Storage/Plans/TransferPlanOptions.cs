namespace SageTasks.Storage;

/// <summary>How a plan is carried out.</summary>
public sealed record TransferPlanOptions
{
    /// <summary>Objects in flight at a time; what they hold in memory is bounded by <see cref="TransferOptions.MemoryLimit"/>.</summary>
    /// <value>16. From 1 to 1,024.</value>
    public int Concurrency { get; init; } = 16;

    /// <summary>Whether an object is left out when its destination has the same size and a digest in common that is the same.
    /// A digest in <see cref="TransferItem.Expected"/> that neither side states is not checked then; switch off to have it computed.</summary>
    /// <value>True.</value>
    public bool SkipEqual { get; init; } = true;

    /// <summary>Whether to look only, and copy nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether the first failure ends the plan. What is in flight then is broken off, and can be gone on with; it is
    /// told as <see cref="TransferOutcome.Stopped"/>, and so is what was not begun: all that a manifest or collection holds, and what was read of another list.</summary>
    public bool StopOnFailure { get; init; }

    /// <summary>How often one object is tried before it counts as failed; only failures that can pass are tried again, and of
    /// these not those that the store has repeated to no avail because nobody listens at the server's address or it has none.</summary>
    /// <value>3. At least 1.</value>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>How each object is written.</summary>
    public PutMode Mode { get; init; }

    /// <summary>Whether a store may copy between its own locations without moving the bytes through this machine.</summary>
    /// <value>True.</value>
    public bool AllowServerSide { get; init; } = true;

    internal void Validate()
    {
        if (Concurrency is < 1 or > 1024)
        {
            throw new ArgumentException(FormattableString.Invariant($"{nameof(Concurrency)} must be from 1 to 1,024, but is {Concurrency}."));
        }

        if (MaxAttempts < 1)
        {
            throw new ArgumentException(FormattableString.Invariant($"{nameof(MaxAttempts)} must be at least 1, but is {MaxAttempts}."));
        }

        if (Mode == PutMode.IfMatch)
        {
            throw new ArgumentException($"{nameof(Mode)} {nameof(PutMode.IfMatch)} names one version, and a plan has many objects. Copy them one by one.");
        }
    }
}
