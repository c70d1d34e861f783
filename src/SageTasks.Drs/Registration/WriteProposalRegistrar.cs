using Microsoft.Extensions.Logging;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>
/// Registers objects as GA4GH's open write proposal has it (<c>POST /objects/register</c>). The server makes the id: the object is looked for by its checksum
/// first, and after a lost reply again, until it is found or the doubt is told. In one process the same bytes are registered one after the other.
/// </summary>
/// <remarks>Two processes that register the same new object at the same moment can make two ids: the server has nothing against it. Each looks again
/// afterwards, and both answer the id that comes first. Where a server shows no addresses, the same bytes are the same object.</remarks>
public sealed class WriteProposalRegistrar : IDrsRegistrar
{
    private static readonly TimeSpan[] LookAgainAfter = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(15)];

    // A server's list of checksums can lag behind what it has just taken.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly RegistrarServer _server;
    private readonly IReadOnlyList<string>? _passports;
    private DrsServiceInfo? _service;

    /// <summary>Makes the registrar; nothing is sent.</summary>
    /// <param name="server">Where the server is, and as whom it is asked.</param>
    /// <param name="host">The host in the URIs of objects; null for that of the server.</param>
    /// <param name="loggerFactory">Where messages go; null for nowhere.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">The endpoint is missing, an option cannot be used, or no DRS URI can have the host.</exception>
    public WriteProposalRegistrar(DrsClientOptions server, string? host = null, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    {
        _server = new RegistrarServer(server, DrsApi.Path, host, loggerFactory, timeProvider);
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
        var digest = candidate.Digests.MinBy(ChecksumNames.Strength)!;
        var work = FormattableString.Invariant($"{_server.Api.Endpoint} {digest} {candidate.Size}");
        using var turn = await InProcessClaims.Shared.EnterAsync(work, _server.Time, cancellationToken).ConfigureAwait(false);
        using var place = await InProcessClaims.Shared.EnterAsync($"{work} {string.Join('\n', candidate.Urls.Order(StringComparer.Ordinal))}", _server.Time, cancellationToken).ConfigureAwait(false);
        return await FindAsync(candidate, cancellationToken).ConfigureAwait(false)
            ?? await KnownAsync(candidate, digest, place.Recent?.RunId, cancellationToken).ConfigureAwait(false)
            ?? Remember(await RegisterNewAsync(candidate, cancellationToken).ConfigureAwait(false), place);
    }

    /// <summary>What this process has registered a moment ago, if it is still there.</summary>
    private async Task<DrsRegistration?> KnownAsync(DrsCandidate candidate, Digest digest, string? known, CancellationToken cancellationToken) =>
        known is not null
        && await _server.Api.GetOrDefaultAsync($"/objects/{known}", DrsJson.Default.DrsObject, cancellationToken).ConfigureAwait(false) is { } there
        && Compare(candidate, there, digest) is { IsSame: true } same
            ? _server.Found(known, same)
            : null;

    private DrsRegistration Remember(DrsRegistration registered, InProcessTurn place)
    {
        place.Recent = new RecentWork(registered.Id, [], _server.Time, Remembered);
        return registered;
    }

    private async Task<DrsRegistration> RegisterNewAsync(DrsCandidate candidate, CancellationToken cancellationToken)
    {
        RegisterAnswer answer;
        try
        {
            var body = new RegisterBody { Candidates = [NewObject.From(candidate, created: null)], Passports = _passports };
            answer = await _server.Api.SendAsync(
                HttpMethod.Post, $"/objects/register", RequestSafety.Once, body, DrsJson.Default.RegisterBody, DrsJson.Default.RegisterAnswer, cancellationToken).ConfigureAwait(false);
        }
        catch (SubmissionUnknownException) when (!cancellationToken.IsCancellationRequested)
        {
            if (await LookAgainAsync(candidate, cancellationToken).ConfigureAwait(false) is { } late)
            {
                return late;
            }

            throw;
        }

        return IdOf(answer) is { } id
            ? await FirstOfTwinsAsync(candidate, id, cancellationToken).ConfigureAwait(false)
            : await LookAgainAsync(candidate, cancellationToken).ConfigureAwait(false) ?? throw Nameless(candidate);
    }

    private static string? IdOf(RegisterAnswer answer) => answer.Objects is not [{ } made, ..] ? null
        : made.Id.Length > 0 ? made.Id
        : DrsUri.TryParse(made.SelfUri, out var uri) ? uri.Id : null;

    private NotSupportedException Nameless(DrsCandidate candidate) => new(FormattableString.Invariant(
        $"{_server.Api.Endpoint} has taken \"{candidate.Name}\" ({candidate.Size} bytes, {string.Join(", ", candidate.Digests)}), but told neither its id nor its URI, and doesn't find it by its checksum. Look for it there before you register it again: that could give it a second id."));

    /// <summary>Another process may have registered the same at the same moment: all take the first id.</summary>
    private async Task<DrsRegistration> FirstOfTwinsAsync(DrsCandidate candidate, string id, CancellationToken cancellationToken)
    {
        var mine = _server.Result(id, DrsRegistrationOutcome.Registered);
        try
        {
            return await FindAsync(candidate, cancellationToken).ConfigureAwait(false) is { } first && string.CompareOrdinal(first.Id, id) < 0 ? first : mine;
        }
        catch (ApiException)
        {
            // It is registered, and its id is known: that nobody could be asked about others changes nothing of it.
            return mine;
        }
    }

    private async Task<DrsRegistration?> LookAgainAsync(DrsCandidate candidate, CancellationToken cancellationToken)
    {
        foreach (var wait in LookAgainAfter)
        {
            await Task.Delay(wait, _server.Time, cancellationToken).ConfigureAwait(false);
            if (await FindAsync(candidate, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found with { Outcome = DrsRegistrationOutcome.Registered };
            }
        }

        return null;
    }

    /// <summary>The same bytes at the same places, by any of their checksums; of several the first by id.</summary>
    private async Task<DrsRegistration?> FindAsync(DrsCandidate candidate, CancellationToken cancellationToken)
    {
        foreach (var digest in candidate.Digests.OrderBy(ChecksumNames.Strength))
        {
            var answer = await _server.Api.GetOrDefaultAsync($"/objects/checksum/{digest.Value}", DrsJson.Default.BulkAnswerDrsObject, cancellationToken).ConfigureAwait(false);
            var same = answer?.ToPublic().Resolved
                .Where(found => found.Id.Length > 0)
                .Select(found => (found.Id, Compared: Compare(candidate, found, digest)))
                .Where(found => found.Compared.IsSame)
                .OrderBy(found => found.Id, StringComparer.Ordinal)
                .FirstOrDefault();
            if (same is { Id: not null } there)
            {
                return _server.Found(there.Id, there.Compared);
            }
        }

        return null;
    }

    // What a server does not show can't differ: it has found the object by this digest, and may tell nobody where the bytes lie.
    private static Comparison Compare(DrsCandidate candidate, DrsObject found, Digest by)
    {
        var urls = found.AccessMethods.Select(method => method.AccessUrl?.Url).ToList();
        var isHidden = urls.Count == 0 || urls.Contains(null);
        return Comparison.Of(
            candidate,
            found.Size ?? candidate.Size,
            found.Digests.Any(digest => digest.Algorithm == by.Algorithm) ? found.Digests : [.. found.Digests, by],
            isHidden ? candidate.Urls : [.. urls.OfType<string>()]);
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
