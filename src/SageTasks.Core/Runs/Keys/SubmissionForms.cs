using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SageTasks.Runs;

/// <summary>Builds the canonical form of a request and its keys, and brings a stored request into the shape for comparison.</summary>
/// <param name="secretKey">The team's key for the hashes of secret parameters.</param>
/// <param name="older">How keys were written before, for one major version: runs that carry them are found, and none is created under them.</param>
internal sealed class SubmissionForms(ReadOnlyMemory<byte> secretKey, IReadOnlyList<IFormWriter>? older = null)
{
    private readonly FormOne _current = new(secretKey);

    public SubmissionForm Build<TRequest>(RunPlan<TRequest> plan, PreparedRun<TRequest> prepared, CanonicalRequest request)
    {
        Validate(plan, request);
        var text = CanonicalJson.Write(_current.Write(plan, prepared, request));
        return new SubmissionForm { Key = KeyOf(text), Text = text, InputIdentity = IdentityOf(plan.Inputs.Values) };
    }

    /// <summary>The keys that the same work had by older forms, the newest first.</summary>
    public IReadOnlyList<SubmissionKey> OlderKeys<TRequest>(RunPlan<TRequest> plan, PreparedRun<TRequest> prepared, CanonicalRequest request) =>
        [.. (older ?? []).Select(writer => KeyOf(CanonicalJson.Write(writer.Write(plan, prepared, request))))];

    /// <inheritdoc cref="FormOne.Comparable"/>
    public JsonObject Comparable<TRequest>(RunPlan<TRequest> plan, CanonicalRequest request, string service) =>
        _current.Comparable(plan, request, service);

    private static SubmissionKey KeyOf(string form) => SubmissionKey.FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(form)));

    private static void Validate<TRequest>(RunPlan<TRequest> plan, CanonicalRequest request)
    {
        foreach (var pointer in plan.KeyOptions.Ignored)
        {
            JsonPointer.Validate(pointer, nameof(KeyOptions.Ignored));
        }

        foreach (var pointer in plan.KeyOptions.Secrets)
        {
            JsonPointer.Validate(pointer, nameof(KeyOptions.Secrets));
            if (request.Fields[CanonicalRequest.Parameters] is not JsonObject parameters || !JsonPointer.Has(parameters, pointer))
            {
                throw new ArgumentException($"{nameof(KeyOptions.Secrets)}: the request has nothing at '{pointer}' that could be kept secret.");
            }
        }

        if (plan.OwnKey is { } own && string.IsNullOrWhiteSpace(own))
        {
            throw new ArgumentException($"{nameof(plan.OwnKey)} is blank; give the work a key of its own, or leave it null.", nameof(plan));
        }
    }

    private static InputIdentity IdentityOf(IEnumerable<ContentIdentity> identities)
    {
        var any = false;
        foreach (var identity in identities)
        {
            if (identity.IsWeak)
            {
                return InputIdentity.WeakContent;
            }

            any = true;
        }

        return any ? InputIdentity.Content : InputIdentity.Path;
    }
}
