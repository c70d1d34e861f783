using System.Globalization;
using System.Text.Json.Nodes;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Brings apps into a project once, pinned to a revision: copies of other apps, and CWL documents of one's own. Safe to call again.</summary>
public class CavaticaApps
{
    private readonly CavaticaClient _client;

    /// <summary>Tasks on a client's platform.</summary>
    public CavaticaApps(CavaticaClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>The project's copy of an app at that revision, copied where it is not there. The platform says of each copy what it is a copy
    /// of (<c>sbg:copyOf</c>): the first revision that says so is answered, whatever was made of the copy since. An app of that name that is
    /// something else is left alone.</summary>
    /// <exception cref="ArgumentException">The source names no revision; nothing was sent.</exception>
    /// <exception cref="ConflictException">The project has another app, or another revision, of that name.</exception>
    /// <exception cref="SubmissionUnknownException">Whether the app was copied is not known; calling again finds out.</exception>
    public virtual async Task<EnsuredApp> EnsureCopyAsync(AppPin pin, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pin);
        if (pin.Source.Split('/') is not [{ Length: > 0 }, { Length: > 0 }, { Length: > 0 } name, { Length: > 0 } revision]
            || !int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new ArgumentException($"Source is '{pin.Source}', and a pinned app reads owner/project/app/revision. Nothing was sent.", nameof(pin));
        }

        var target = $"{pin.Project}/{pin.Name ?? name}";
        if (await FindAsync(target, pin, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        try
        {
            // A copy with a history would have the pin behind other revisions.
            var wanted = new AppCopy { Project = pin.Project, Name = pin.Name ?? name, Strategy = AppCopyStrategy.Direct };
            var copy = await _client.CopyAppAsync(pin.Source, wanted, cancellationToken).ConfigureAwait(false);
            return Ensured(target, copy.Revision ?? 0, pin) with { IsNew = true };
        }
        catch (ApiException unclear) when (unclear is SubmissionUnknownException or ConflictException)
        {
            if (await FindAsync(target, pin, cancellationToken).ConfigureAwait(false) is { } made)
            {
                return made;
            }

            throw;
        }
    }

    /// <summary>The app with this CWL document, installed where no revision is it, as the next revision where the app's latest one is another document
    /// of this method. The document's digest is kept in its revision notes (<c>sbg:revisionNotes</c>); to an app whose latest revision has none,
    /// none is added.</summary>
    /// <param name="appId">The app, owner/project/app, without a revision.</param>
    /// <param name="cwl">The document.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">The id names no app, or a revision; nothing was sent.</exception>
    /// <exception cref="FormatException">The document holds half a surrogate pair; nothing was sent.</exception>
    /// <exception cref="ConflictException">An app of that name is there that this method did not install.</exception>
    /// <exception cref="SubmissionUnknownException">Whether the app was installed is not known; calling again finds out.</exception>
    public virtual async Task<InstalledApp> EnsureInstalledAsync(string appId, JsonObject cwl, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(appId);
        ArgumentNullException.ThrowIfNull(cwl);
        if (appId.Split('/') is not [{ Length: > 0 }, { Length: > 0 }, { Length: > 0 }])
        {
            throw new ArgumentException($"The app is '{appId}', and one to install reads owner/project/app. Nothing was sent.", nameof(appId));
        }

        var latest = await ReadAsync(appId, cancellationToken).ConfigureAwait(false);
        if (await InstalledAsync(appId, latest, cwl, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        try
        {
            var next = latest is null ? 0 : RevisionOf(latest) + 1;
            await (latest is null
                ? _client.InstallAppAsync(appId, CwlMark.Put(cwl), cancellationToken)
                : _client.InstallRevisionAsync(appId, next, CwlMark.Put(cwl), cancellationToken)).ConfigureAwait(false);
            return new InstalledApp { AppId = Pinned(appId, next), IsNew = true };
        }
        catch (ApiException unclear) when (unclear is SubmissionUnknownException or ConflictException)
        {
            var now = await ReadAsync(appId, cancellationToken).ConfigureAwait(false);
            if (await InstalledAsync(appId, now, cwl, cancellationToken).ConfigureAwait(false) is { } made)
            {
                return made with { IsNew = true };
            }

            throw;
        }
    }

    private async Task<InstalledApp?> InstalledAsync(string appId, App? latest, JsonObject cwl, CancellationToken cancellationToken)
    {
        if (latest is null)
        {
            return null;
        }

        var mark = CwlMark.Of(cwl);
        for (var (revision, app) = (RevisionOf(latest), latest); ; app = await _client.GetAppAsync(appId, revision, cancellationToken).ConfigureAwait(false))
        {
            if (CwlMark.Read(app.Raw) == mark)
            {
                return new InstalledApp { AppId = Pinned(appId, revision) };
            }

            if (--revision < 0)
            {
                return CwlMark.Read(latest.Raw) is null
                    ? throw Conflict(appId, $"{appId} was not installed from a document by this program: give the app another name")
                    : null;
            }
        }
    }

    private async Task<App?> ReadAsync(string appId, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.GetAppAsync(appId, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    // An edit of a copy still says what the copy was of, and an update says another revision: the first one that says it is the copy.
    private async Task<EnsuredApp?> FindAsync(string target, AppPin pin, CancellationToken cancellationToken)
    {
        if (await ReadAsync(target, cancellationToken).ConfigureAwait(false) is not { } latest)
        {
            return null;
        }

        for (var revision = 0; revision <= RevisionOf(latest); revision++)
        {
            var app = revision == latest.Revision ? latest : await _client.GetAppAsync(target, revision, cancellationToken).ConfigureAwait(false);
            if (SourceOf(app) == pin.Source)
            {
                return Ensured(target, revision, pin);
            }
        }

        var source = SourceOf(latest);
        throw Conflict(target, $"{target} is {(source is null ? "no copy" : $"a copy of {source}")} and not {pin.Source}: give the copy another name");
    }

    private static string? SourceOf(App app) => app.Raw?["sbg:copyOf"]?.ToString();

    private ConflictException Conflict(string appId, string reason) => new(new ApiError
    {
        Platform = CavaticaApi.Name,
        Method = "GET",
        Uri = $"{Redaction.Uri(_client.Endpoint).TrimEnd('/')}/apps/{appId}",
        Status = 409,
        Reason = reason,
    });

    private static EnsuredApp Ensured(string target, int revision, AppPin pin) => new() { AppId = Pinned(target, revision), Source = pin.Source };

    private static int RevisionOf(App app) =>
        app.Revision ?? throw new InvalidDataException($"{CavaticaApi.Name} does not say which revision of {app.Id} is the latest.");

    private static string Pinned(string appId, int revision) => string.Create(CultureInfo.InvariantCulture, $"{appId}/{revision}");
}
