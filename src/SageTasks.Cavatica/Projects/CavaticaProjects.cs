using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Finds or makes a project, safe to call again: one is made only where none of the name and billing group is there. The platform lets
/// several projects have one name; workers that make them at the same time all take the oldest.</summary>
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

    /// <summary>The project of that name and billing group, made where it is not there. Of several the oldest is taken, and the others are named. After
    /// making one, the list is read again until it shows it.</summary>
    /// <exception cref="ArgumentException">Name or billing group is blank; nothing was sent.</exception>
    /// <exception cref="NotFoundException">There is no such billing group; the message names those that there are.</exception>
    /// <exception cref="SubmissionUnknownException">Whether the project was made is not known; calling again finds out.</exception>
    public virtual async Task<EnsuredProject> EnsureAsync(ProjectSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentException.ThrowIfNullOrWhiteSpace(spec.Name, "spec.Name");
        ArgumentException.ThrowIfNullOrWhiteSpace(spec.BillingGroup, "spec.BillingGroup");
        var group = await FindGroupAsync(spec.BillingGroup, cancellationToken).ConfigureAwait(false);
        if (await FindAsync(spec.Name, group, cancellationToken).ConfigureAwait(false) is { Count: > 0 } found)
        {
            return Oldest(found);
        }

        try
        {
            var wanted = new NewProject { Name = spec.Name, BillingGroup = group, Description = spec.Description, Tags = spec.Tags, Settings = spec.Settings };
            var own = await _client.CreateProjectAsync(wanted, cancellationToken).ConfigureAwait(false);
            var chosen = Oldest(await LookAgainAsync(spec.Name, group, own, cancellationToken).ConfigureAwait(false));
            return chosen with { IsNew = chosen.Project.Id == own.Id };
        }
        catch (ApiException unclear) when (unclear is SubmissionUnknownException or ConflictException)
        {
            if (await LookAgainAsync(spec.Name, group, own: null, cancellationToken).ConfigureAwait(false) is { Count: > 0 } made)
            {
                return Oldest(made) with { IsNew = unclear is SubmissionUnknownException };
            }

            throw;
        }
    }

    private static EnsuredProject Oldest(IReadOnlyList<Project> projects)
    {
        var byAge = projects.OrderBy(project => project.CreatedOn).ThenBy(project => project.Id, StringComparer.Ordinal).ToList();
        return new EnsuredProject { Project = byAge[0], Others = [.. byAge.Skip(1).Select(project => project.Id)] };
    }

    // The pause before each look is longer than the second that times are told in: two projects of one second are in both workers' lists.
    private async Task<IReadOnlyList<Project>> LookAgainAsync(string name, string group, Project? own, CancellationToken cancellationToken)
    {
        var waits = new JobWaits(_client.Time);
        IReadOnlyList<Project> found = [];
        for (var look = 0; look < Looks; look++)
        {
            await waits.PauseAsync(cancellationToken).ConfigureAwait(false);
            found = await FindAsync(name, group, cancellationToken).ConfigureAwait(false);
            if (found.Any(project => own is null || project.Id == own.Id))
            {
                return found;
            }
        }

        return own is null ? found : [.. found, own];
    }

    // The filter finds names that hold the text, too.
    private async Task<IReadOnlyList<Project>> FindAsync(string name, string group, CancellationToken cancellationToken) =>
        await _client.ListProjectsAsync(new ProjectQuery { Name = name }, cancellationToken)
            .Where(project => project.Name == name && project.BillingGroup == group)
            .ToListAsync(cancellationToken).ConfigureAwait(false);

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
