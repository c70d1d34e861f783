using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Finds or makes a project, safe to call again: one is made only where none of the name and billing group is there.</summary>
public class CavaticaProjects
{
    private const int Looks = 3;

    private readonly CavaticaClient _client;

    /// <summary>Tasks on a client's platform.</summary>
    public CavaticaProjects(CavaticaClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>The project of that name and billing group, made where it is not there. Of several the oldest is taken.</summary>
    /// <exception cref="ArgumentException">Name or billing group is blank; nothing was sent.</exception>
    /// <exception cref="NotFoundException">There is no such billing group; the message names those that there are.</exception>
    /// <exception cref="SubmissionUnknownException">Whether the project was made is not known; calling again finds out.</exception>
    public virtual async Task<EnsuredProject> EnsureAsync(ProjectSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentException.ThrowIfNullOrWhiteSpace(spec.Name, "spec.Name");
        ArgumentException.ThrowIfNullOrWhiteSpace(spec.BillingGroup, "spec.BillingGroup");
        var group = await FindGroupAsync(spec.BillingGroup, cancellationToken).ConfigureAwait(false);
        if (await FindAsync(spec.Name, group, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return new EnsuredProject { Project = found };
        }

        try
        {
            var wanted = new NewProject { Name = spec.Name, BillingGroup = group, Description = spec.Description, Tags = spec.Tags, Settings = spec.Settings };
            return new EnsuredProject { Project = await _client.CreateProjectAsync(wanted, cancellationToken).ConfigureAwait(false), IsNew = true };
        }
        catch (ApiException unclear) when (unclear is SubmissionUnknownException or ConflictException)
        {
            if (await LookAgainAsync(spec.Name, group, cancellationToken).ConfigureAwait(false) is { } made)
            {
                return new EnsuredProject { Project = made, IsNew = true };
            }

            throw;
        }
    }

    private async Task<Project?> LookAgainAsync(string name, string group, CancellationToken cancellationToken)
    {
        var waits = new JobWaits(_client.Time);
        for (var look = 0; look < Looks; look++)
        {
            await waits.PauseAsync(cancellationToken).ConfigureAwait(false);
            if (await FindAsync(name, group, cancellationToken).ConfigureAwait(false) is { } made)
            {
                return made;
            }
        }

        return null;
    }

    // The filter finds names that hold the text, too.
    private async Task<Project?> FindAsync(string name, string group, CancellationToken cancellationToken) =>
        (await _client.ListProjectsAsync(new ProjectQuery { Name = name }, cancellationToken)
            .Where(project => project.Name == name && project.BillingGroup == group)
            .ToListAsync(cancellationToken).ConfigureAwait(false))
        .OrderBy(project => project.CreatedOn).ThenBy(project => project.Id, StringComparer.Ordinal).FirstOrDefault();

    private async Task<string> FindGroupAsync(string nameOrId, CancellationToken cancellationToken)
    {
        var groups = await _client.ListBillingGroupsAsync(cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        return (groups.Find(group => group.Id == nameOrId) ?? groups.Find(group => group.Name == nameOrId))?.Id
            ?? throw new NotFoundException(new ApiError
            {
                Platform = CavaticaApi.Name,
                Method = "GET",
                Uri = $"{Redaction.Uri(_client.Endpoint).TrimEnd('/')}/billing/groups",
                Status = 200,
                Reason = $"There is no billing group '{nameOrId}'. There are: {string.Join(", ", groups.Select(group => $"{group.Name} ({group.Id})"))}",
            });
    }
}
