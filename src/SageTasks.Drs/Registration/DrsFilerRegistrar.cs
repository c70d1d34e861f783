using Microsoft.Extensions.Logging;
using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>Registers objects in ELIXIR's drs-filer, under ids that follow from content and scope: putting one twice is the same as once. It cannot be
/// searched, so that an object under another id is not found.</summary>
public sealed class DrsFilerRegistrar : IDrsRegistrar
{
    private readonly RegistrarServer _server;

    /// <summary>Makes the registrar; nothing is sent.</summary>
    /// <param name="server">Where drs-filer is, and as whom it is asked.</param>
    /// <param name="host">The host in the URIs of objects; null for that of the server.</param>
    /// <param name="loggerFactory">Where messages go; null for nowhere.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">The endpoint is missing, an option cannot be used, or no DRS URI can have the host.</exception>
    public DrsFilerRegistrar(DrsClientOptions server, string? host = null, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null) =>
        _server = new RegistrarServer(server, DrsApi.Path, host, loggerFactory, timeProvider);

    /// <inheritdoc/>
    public async Task<DrsRegistration> RegisterAsync(DrsCandidate candidate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        candidate.Check();
        var id = candidate.Id ?? DrsIds.Compute(candidate.Digests, candidate.Scope).ToString();
        if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } there)
        {
            return _server.Found(id, Comparison.Of(candidate, there));
        }

        var created = candidate.CreatedTime ?? _server.Time.GetUtcNow();
        await _server.Api.SendAsync(
            HttpMethod.Put, $"/objects/{id}", RequestSafety.Idempotent, NewObject.From(candidate, created), DrsJson.Default.NewObject, cancellationToken).ConfigureAwait(false);

        // Putting replaces: somebody may have put another object under this id meanwhile.
        var placed = await FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new DrsConflictException(id, ["it is gone again: somebody has deleted it"]);
        return _server.Found(id, Comparison.Of(candidate, placed)) with { Outcome = DrsRegistrationOutcome.Registered };
    }

    private Task<DrsObject?> FindAsync(string id, CancellationToken cancellationToken) =>
        _server.Api.GetOrDefaultAsync($"/objects/{id}", DrsJson.Default.DrsObject, cancellationToken);
}
