using SageTasks.Http;
using static SageTasks.Tower.TowerJson;
using static SageTasks.Tower.Wire;

namespace SageTasks.Tower;

public partial class TowerClient
{
    /// <summary>The secrets of the workspace by name; values cannot be read (<c>GET /pipeline-secrets</c>).</summary>
    public virtual async Task<IReadOnlyList<PipelineSecret>> ListSecretsAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync(RequestPath.Of($"/pipeline-secrets"), Default.SecretsAnswer, cancellationToken).ConfigureAwait(false)).PipelineSecrets;

    /// <summary>Makes a secret and answers its id (<c>POST /pipeline-secrets</c>).</summary>
    /// <exception cref="SubmissionUnknownException">Whether it was made is not known: look for its name.</exception>
    public virtual async Task<long?> CreateSecretAsync(string name, string value, CancellationToken cancellationToken = default) =>
        (await PostAsync(
            RequestPath.Of($"/pipeline-secrets"),
            RequestSafety.Once,
            new SecretRequest { Name = name, Value = value },
            Default.SecretRequest,
            Default.SecretCreatedAnswer,
            cancellationToken).ConfigureAwait(false)).SecretId;

    /// <summary>Sets a secret's value (<c>PUT /pipeline-secrets/{secretId}</c>).</summary>
    public virtual Task UpdateSecretAsync(long secretId, string value, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, RequestPath.Of($"/pipeline-secrets/{secretId}"), new SecretRequest { Value = value }, Default.SecretRequest, cancellationToken);

    /// <summary>Deletes a secret (<c>DELETE /pipeline-secrets/{secretId}</c>).</summary>
    public virtual Task DeleteSecretAsync(long secretId, CancellationToken cancellationToken = default) =>
        DeleteAsync(RequestPath.Of($"/pipeline-secrets/{secretId}"), cancellationToken);
}
