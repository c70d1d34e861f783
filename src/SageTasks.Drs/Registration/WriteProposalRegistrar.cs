using Microsoft.Extensions.Logging;
using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>
/// Registers objects as GA4GH's open write proposal has it (<c>POST /objects/register</c>). The server makes the id: the object is looked for by its checksum
/// first, and after a lost reply again, until it is found or the doubt is told.
/// </summary>
/// <remarks>Two processes that register the same new object at the same moment can make two ids: the server has nothing against it.</remarks>
public sealed class WriteProposalRegistrar : IDrsRegistrar
{
    private static readonly TimeSpan[] LookAgainAfter = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(15)];

    private readonly RegistrarServer _server;
    private readonly IReadOnlyList<string>? _passports;
    private DrsServiceInfo? _service;

    /// <summary>Makes the registrar; nothing is sent.</summary>
    /// <param name="server">Where the server is, and as whom it is asked.</param>
    /// <param name="loggerFactory">Where messages go; null for nowhere.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">The endpoint is missing, or an option cannot be used.</exception>
    public WriteProposalRegistrar(DrsClientOptions server, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    {
        _server = new RegistrarServer(server, DrsApi.Path, null, loggerFactory, timeProvider);
        _passports = server.Passports is { Count: > 0 } given ? given : null;
    }

    /// <inheritdoc/>
    public async Task<DrsRegistration> RegisterAsync(DrsCandidate candidate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        candidate.Check();
        if (candidate.Id is not null || candidate.Scope is not null)
        {
            throw new ArgumentException($"The server makes the id: leave {nameof(DrsCandidate.Id)} and {nameof(DrsCandidate.Scope)} null.", nameof(candidate));
        }

        await CheckServiceAsync(cancellationToken).ConfigureAwait(false);
        if (await FindAsync(candidate, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return _server.Result(found.Id, DrsRegistrationOutcome.Found);
        }

        try
        {
            var body = new RegisterBody { Candidates = [NewObject.From(candidate, created: null)], Passports = _passports };
            var answer = await _server.Api.SendAsync(
                HttpMethod.Post, $"/objects/register", RequestSafety.Once, body, DrsJson.Default.RegisterBody, DrsJson.Default.RegisterAnswer, cancellationToken).ConfigureAwait(false);
            if (answer.Objects is [{ Id: { Length: > 0 } id }, ..])
            {
                return _server.Result(id, DrsRegistrationOutcome.Registered);
            }
        }
        catch (SubmissionUnknownException) when (!cancellationToken.IsCancellationRequested)
        {
            if (await LookAgainAsync(candidate, cancellationToken).ConfigureAwait(false) is { } late)
            {
                return late;
            }

            throw;
        }

        return await LookAgainAsync(candidate, cancellationToken).ConfigureAwait(false)
            ?? throw new NotSupportedException($"{_server.Api.Endpoint} has taken the object and told no id, and doesn't find it by its checksum.");
    }

    private async Task<DrsRegistration?> LookAgainAsync(DrsCandidate candidate, CancellationToken cancellationToken)
    {
        foreach (var wait in LookAgainAfter)
        {
            await Task.Delay(wait, _server.Time, cancellationToken).ConfigureAwait(false);
            if (await FindAsync(candidate, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return _server.Result(found.Id, DrsRegistrationOutcome.Registered);
            }
        }

        return null;
    }

    /// <summary>The same bytes at the same places, by any of their checksums; of several the first by id.</summary>
    private async Task<DrsObject?> FindAsync(DrsCandidate candidate, CancellationToken cancellationToken)
    {
        foreach (var digest in candidate.Digests.OrderBy(ChecksumNames.Strength))
        {
            var answer = await _server.Api.GetOrDefaultAsync($"/objects/checksum/{digest.Value}", DrsJson.Default.BulkAnswerDrsObject, cancellationToken).ConfigureAwait(false);
            var same = answer?.ToPublic().Resolved.Where(found => found.Id.Length > 0 && Comparison.Differences(candidate, found).Count == 0).MinBy(found => found.Id, StringComparer.Ordinal);
            if (same is not null)
            {
                return same;
            }
        }

        return null;
    }

    private async Task CheckServiceAsync(CancellationToken cancellationToken)
    {
        _service ??= await _server.Api.GetAsync($"/service-info", DrsJson.Default.DrsServiceInfo, cancellationToken).ConfigureAwait(false);
        if (_service.Drs is not { ObjectRegistrationSupported: true, FetchByChecksumSupported: true })
        {
            throw new NotSupportedException(
                $"{_server.Api.Endpoint} does not say that it registers objects and finds them by checksum (objectRegistrationSupported, fetchByChecksumSupported in its service info). "
                + "Without both an object could get two ids.");
        }
    }
}
