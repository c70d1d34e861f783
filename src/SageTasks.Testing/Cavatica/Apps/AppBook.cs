using System.Globalization;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The apps.</summary>
internal sealed class AppBook(CavaticaWorld world, ProjectBook projects)
{
    public CavaticaTable<AppDocument> Table { get; } = new(world.Store, "app", CavaticaJson.Default.AppDocument, app => app.Id);

    /// <summary>The app and revision that an id names, whose project the caller must be allowed to use; without a revision the latest.</summary>
    public (AppDocument App, AppRevision Revision) Get(CavaticaCall call, string id, Permission permission = Permission.Read)
    {
        var (app, revision) = Find(id) ?? throw CavaticaErrors.Refuse(404, 6002, "Requested app or revision does not exist.");
        return projects.Table.Find(app.Project) is { } project && ProjectBook.May(project, call.User, permission)
            ? (app, revision)
            : throw CavaticaErrors.Refuse(403, 6001, "Insufficient privileges to access the requested app.");
    }

    public (AppDocument App, AppRevision Revision)? Find(string id)
    {
        var parts = id.Split('/');
        if (parts.Length is not (3 or 4) || parts.Any(part => part.Length == 0))
        {
            throw CavaticaErrors.Refuse(400, 6011, "Malformed app id. Expecting owner/project/app_name/revision.");
        }

        if (Table.Find(string.Join('/', parts.Take(3))) is not { } app)
        {
            return null;
        }

        if (parts.Length == 3)
        {
            return (app, app.Latest);
        }

        return int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && app.Revisions.FirstOrDefault(one => one.Number == number) is { } revision ? (app, revision) : null;
    }

    /// <summary>Adds a revision to an app, which is made when it is new; the caller holds the lock.</summary>
    public (AppDocument App, AppRevision Revision) Add(string id, string project, string user, JsonObject raw, string? copyOf = null)
    {
        var known = Table.Find(id);
        var revision = new AppRevision
        {
            Number = known?.Revisions.Count ?? 0,
            Raw = (JsonObject)raw.DeepClone(),
            CopyOf = copyOf ?? known?.CopyOf,
            CreatedBy = user,
            CreatedOn = world.Now,
        };
        var changed = new AppDocument { Id = id, Project = project, Revisions = [.. known?.Revisions ?? [], revision] };
        Table.Put(changed, batch => batch.Record("app.revision", FullId(changed, revision), new AppCommit(project, revision.Number, copyOf), CavaticaJson.Default.AppCommit));
        return (changed, revision);
    }

    public static string FullId(AppDocument app, AppRevision revision) => string.Create(CultureInfo.InvariantCulture, $"{app.Id}/{revision.Number}");
}
