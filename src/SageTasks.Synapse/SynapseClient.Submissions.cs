using SageTasks.Http;

namespace SageTasks.Synapse;

public partial class SynapseClient
{
    /// <summary>A queue: <c>GET /evaluation/{id}</c>.</summary>
    public virtual Task<Evaluation> GetEvaluationAsync(string evaluationId, CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/evaluation/{evaluationId}", SynapseJson.Default.Evaluation, cancellationToken);

    /// <summary>The queue with an exact name: <c>GET /evaluation/name/{name}</c>; null where there is none.</summary>
    public virtual Task<Evaluation?> FindEvaluationAsync(string name, CancellationToken cancellationToken = default) =>
        _repo.GetOrDefaultAsync($"/evaluation/name/{name}", SynapseJson.Default.Evaluation, cancellationToken);

    /// <summary>Creates a queue: <c>POST /evaluation</c>. Its name is unique in Synapse, so that a repeat is refused.</summary>
    /// <exception cref="ArgumentException">Synapse refuses the name.</exception>
    public virtual Task<Evaluation> CreateEvaluationAsync(Evaluation evaluation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        SynapseName.Validate(evaluation.Name, nameof(evaluation));
        return _repo.SendAsync(
            HttpMethod.Post, $"/evaluation", RequestSafety.Once, evaluation, SynapseJson.Default.Evaluation, SynapseJson.Default.Evaluation, cancellationToken);
    }

    /// <summary>Hands in an entity: <c>POST /evaluation/submission</c>.</summary>
    /// <param name="submission">The entity, its version, and the queue.</param>
    /// <param name="entityEtag">The current etag of the entity.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="SubmissionUnknownException">Whether it was handed in is not known: look among the submissions of the
    /// queue.</exception>
    public virtual Task<EvaluationSubmission> CreateSubmissionAsync(
        EvaluationSubmission submission, string? entityEtag = null, CancellationToken cancellationToken = default) =>
        _repo.SendAsync(
            HttpMethod.Post, RequestPath.Of($"/evaluation/submission").Query("etag", entityEtag), RequestSafety.Once, submission,
            SynapseJson.Default.EvaluationSubmission, SynapseJson.Default.EvaluationSubmission, cancellationToken);

    /// <summary>A submission: <c>GET /evaluation/submission/{id}</c>.</summary>
    public virtual Task<EvaluationSubmission> GetSubmissionAsync(string submissionId, CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/evaluation/submission/{submissionId}", SynapseJson.Default.EvaluationSubmission, cancellationToken);

    /// <summary>All submissions of a queue, with their status: every page of <c>GET /evaluation/{id}/submission/bundle/all</c>.</summary>
    /// <param name="evaluationId">The queue.</param>
    /// <param name="status">Only those with this status; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public virtual IAsyncEnumerable<SubmissionBundle> GetSubmissionsAsync(
        string evaluationId, SubmissionState? status = null, CancellationToken cancellationToken = default) =>
        DrainAsync(100, (offset, token) => GetSubmissionsPageAsync(evaluationId, status, offset, 100, token), cancellationToken);

    /// <summary>A raw page of the submissions of a queue: <c>GET /evaluation/{id}/submission/bundle/all</c>.</summary>
    public virtual Task<PaginatedResults<SubmissionBundle>> GetSubmissionsPageAsync(
        string evaluationId, SubmissionState? status, long offset, long limit, CancellationToken cancellationToken = default) =>
        _repo.GetAsync(
            RequestPath.Of($"/evaluation/{evaluationId}/submission/bundle/all").Query("status", status?.Value).Query("offset", offset).Query("limit", limit),
            SynapseJson.Default.PaginatedResultsSubmissionBundle, cancellationToken);

    /// <summary>How far the work on a submission is: <c>GET /evaluation/submission/{id}/status</c>.</summary>
    public virtual Task<SubmissionStatus> GetSubmissionStatusAsync(string submissionId, CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/evaluation/submission/{submissionId}/status", SynapseJson.Default.SubmissionStatus, cancellationToken);

    /// <summary>Says how far the work on a submission is: <c>PUT /evaluation/submission/{id}/status</c>. Send back what was read, with the
    /// changes made.</summary>
    /// <exception cref="PreconditionFailedException">The status was changed since it was read.</exception>
    public virtual Task<SubmissionStatus> UpdateSubmissionStatusAsync(
        SubmissionStatus status, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(status);
        return _repo.SendAsync(
            HttpMethod.Put, $"/evaluation/submission/{status.Id}/status", RequestSafety.Idempotent, status,
            SynapseJson.Default.SubmissionStatus, SynapseJson.Default.SubmissionStatus, cancellationToken);
    }

    /// <summary>Says how far the work on many submissions of a queue is: <c>PUT /evaluation/{id}/statusBatch</c>.</summary>
    /// <exception cref="PreconditionFailedException">A status was changed since it was read.</exception>
    public virtual Task<BatchUploadResult> UpdateSubmissionStatusesAsync(
        string evaluationId, SubmissionStatusBatch batch, CancellationToken cancellationToken = default) =>
        _repo.SendAsync(
            HttpMethod.Put, $"/evaluation/{evaluationId}/statusBatch", RequestSafety.Idempotent, batch,
            SynapseJson.Default.SubmissionStatusBatch, SynapseJson.Default.BatchUploadResult, cancellationToken);

    /// <summary>Asks for a submission to be cancelled: <c>PUT /evaluation/submission/{id}/cancellation</c>.</summary>
    public virtual Task CancelSubmissionAsync(string submissionId, CancellationToken cancellationToken = default) =>
        _repo.SendAsync(HttpMethod.Put, $"/evaluation/submission/{submissionId}/cancellation", RequestSafety.Idempotent, cancellationToken);
}
