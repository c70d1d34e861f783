using System.Globalization;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Copies an app into a project once, pinned to a revision; safe to call again.</summary>
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
    /// of; an app of that name that is something else is left alone.</summary>
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
            var copy = await _client.CopyAppAsync(pin.Source, new AppCopy { Project = pin.Project, Name = pin.Name ?? name }, cancellationToken).ConfigureAwait(false);
            return Ensured(target, copy, pin) with { IsNew = true };
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

    private async Task<EnsuredApp?> FindAsync(string target, AppPin pin, CancellationToken cancellationToken)
    {
        App app;
        try
        {
            app = await _client.GetAppAsync(target, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            return null;
        }

        return app.Raw?["sbg:copyOf"]?.ToString() == pin.Source
            ? Ensured(target, app, pin)
            : throw new ConflictException(new ApiError
            {
                Platform = CavaticaApi.Name,
                Method = "GET",
                Uri = $"{Redaction.Uri(_client.Endpoint).TrimEnd('/')}/apps/{target}",
                Status = 409,
                Reason = $"{target} is {(app.Raw?["sbg:copyOf"] is { } other ? $"a copy of {other}" : "no copy")} and not {pin.Source}: give the copy another name",
            });
    }

    private static EnsuredApp Ensured(string target, App app, AppPin pin) => new()
    {
        AppId = string.Create(CultureInfo.InvariantCulture, $"{target}/{app.Revision ?? 0}"),
        Source = pin.Source,
    };
}
