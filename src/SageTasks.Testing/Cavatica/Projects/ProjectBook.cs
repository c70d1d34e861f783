using System.Text;

namespace SageTasks.Testing.Cavatica;

/// <summary>The projects.</summary>
internal sealed class ProjectBook(CavaticaWorld world)
{
    public CavaticaTable<ProjectDocument> Table { get; } = new(world.Store, "project", CavaticaJson.Default.ProjectDocument, project => project.Id);

    /// <summary>A project in which the caller may do something.</summary>
    public ProjectDocument Get(CavaticaCall call, string id, Permission permission = Permission.Read) => Get(call.User, id, permission);

    /// <summary>A project in which a user may do something.</summary>
    public ProjectDocument Get(UserDocument user, string id, Permission permission = Permission.Read)
    {
        if (id.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
        {
            throw CavaticaErrors.Refuse(400, 3012, "Malformed project id. Expecting owner/project.");
        }

        var project = Table.Find(id) ?? throw CavaticaErrors.Refuse(404, 3002, "Requested project does not exist.");
        return May(project, user, permission) ? project : throw CavaticaErrors.Refuse(403, 3001, "Insufficient privileges to access the requested project.");
    }

    public static bool May(ProjectDocument project, UserDocument user, Permission permission = Permission.Read) =>
        (project.IsPublic && permission is Permission.Read or Permission.Copy)
        || project.Members.Any(member => member.Username == user.Username && member.May(permission));

    /// <summary>The projects that a user may see.</summary>
    public IEnumerable<ProjectDocument> Of(UserDocument user) => Table.All.Where(project => project.Members.Any(member => member.Username == user.Username && member.Read));

    /// <summary>An id that no project has yet, made of a name.</summary>
    public string NewId(string owner, string name)
    {
        var shortName = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            shortName.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        }

        var first = $"{owner}/{shortName.ToString().Trim('-')}";
        for (var number = 1; ; number++)
        {
            var id = number == 1 ? first : $"{first}-{number - 1}";
            if (Table.Find(id) is null)
            {
                return id;
            }
        }
    }
}
