using System.Runtime.CompilerServices;

namespace SageTasks.Synapse;

/// <summary>Works on the submissions of evaluation queues.</summary>
/// <param name="client">The client to ask with.</param>
public sealed class SynapseSubmissions(SynapseClient client)
{
    /// <summary>The submissions of a queue that have a status, oldest first. All pages are read before the first is given, so that changing
    /// their status meanwhile skips none.</summary>
    /// <param name="evaluationId">The queue.</param>
    /// <param name="status">The status.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<SubmissionBundle> GetAsync(
        string evaluationId, SubmissionState status, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var found = new Dictionary<string, SubmissionBundle>(StringComparer.Ordinal);
        await foreach (var bundle in client.GetSubmissionsAsync(evaluationId, status, cancellationToken).ConfigureAwait(false))
        {
            if (bundle.SubmissionStatus.Status == status)
            {
                found[bundle.SubmissionStatus.Id] = bundle;
            }
        }

        foreach (var bundle in found.Values.OrderBy(bundle => bundle.Submission.CreatedOn).ThenBy(bundle => bundle.SubmissionStatus.Id, StringComparer.Ordinal))
        {
            yield return bundle;
        }
    }

    /// <summary>The submissions of a queue that wait: those with the status <see cref="SubmissionState.Received"/>, oldest first.</summary>
    public IAsyncEnumerable<SubmissionBundle> GetWaitingAsync(string evaluationId, CancellationToken cancellationToken = default) =>
        GetAsync(evaluationId, SubmissionState.Received, cancellationToken);

    /// <summary>Sets the status of a submission. Where somebody else changes it meanwhile, the change is applied to what is there then;
    /// nothing is sent where it is so already.</summary>
    public Task<ChangedSubmission> SetStatusAsync(SubmissionChange change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentException.ThrowIfNullOrEmpty(change.SubmissionId);
        SynapseAnnotations.Validate(change.Annotations ?? new Dictionary<string, AnnotationValue>(StringComparer.Ordinal));
        return Contention.RetryAsync(client.Time, token => SetOnceAsync(change, token), cancellationToken);
    }

    private async Task<ChangedSubmission> SetOnceAsync(SubmissionChange change, CancellationToken cancellationToken)
    {
        var present = await client.GetSubmissionStatusAsync(change.SubmissionId, cancellationToken).ConfigureAwait(false);
        var annotations = Merge(present, change);
        if (present.Status == change.Status && annotations is null && (change.OnlyFrom is null || change.Annotations is { Count: > 0 }))
        {
            return new ChangedSubmission { Outcome = StatusChangeOutcome.Unchanged, Status = present };
        }

        if (change.OnlyFrom is { } from && present.Status != from)
        {
            return new ChangedSubmission { Outcome = StatusChangeOutcome.Refused, Status = present };
        }

        var wanted = present with { Status = change.Status, SubmissionAnnotations = annotations ?? present.SubmissionAnnotations };
        var written = await client.UpdateSubmissionStatusAsync(wanted, cancellationToken).ConfigureAwait(false);
        return new ChangedSubmission { Outcome = StatusChangeOutcome.Changed, Status = written };
    }

    private static Annotations? Merge(SubmissionStatus present, SubmissionChange change)
    {
        var values = new Dictionary<string, AnnotationValue>(
            present.SubmissionAnnotations?.Values ?? new Dictionary<string, AnnotationValue>(StringComparer.Ordinal), StringComparer.Ordinal);
        var changed = false;
        foreach (var (key, value) in change.Annotations ?? values)
        {
            changed |= !values.TryGetValue(key, out var old) || !old.Equals(value);
            values[key] = value;
        }

        return changed ? (present.SubmissionAnnotations ?? new Annotations { Id = present.Id }) with { Values = values } : null;
    }
}
