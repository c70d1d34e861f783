namespace SageTasks.Synapse.Tests.Wire;

/// <summary>Where the client parts from the server's schemas on purpose, and why.</summary>
internal static class Omissions
{
    private const string Carried = "read, and written back, among the fields that are not known";
    private const string Facets = "facets and filters are the web page's; SQL says the same";
    private const string InSql = "SQL says the same";
    private const string OfDownloadLists = "selects files for the web page's download list";
    private const string OfJobs = "of the server's own book-keeping; a job that failed answers 400 with its reason";
    private const string OfReviews = "of the review of requests for access";
    private const string OfTeams = "of teams and challenges, which the client does not manage";
    private const string OfWebPage = "a part of the web page";
    private const string Personal = "a user's personal page; profiles are never changed here";
    private const string ReadOnly = "access lists are only read; who changed one, and when, plays no part";

    /// <summary>Fields of the server that have no property.</summary>
    public static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["AccessControlList.createdBy"] = ReadOnly,
        ["AccessControlList.modifiedBy"] = ReadOnly,
        ["AccessControlList.modifiedOn"] = ReadOnly,
        ["AccessTokenRecord.userInfoClaims"] = "claims about a user for web pages that sign users in",
        ["AsyncJobStatus.callersContext"] = OfJobs,
        ["AsyncJobStatus.errorDetails"] = OfJobs,
        ["AsyncJobStatus.etag"] = OfJobs,
        ["AsyncJobStatus.exception"] = OfJobs,
        ["AsyncJobStatus.jobCanceling"] = OfJobs,
        ["AsyncJobStatus.requestBody"] = "the request that the caller made",
        ["AsyncJobStatus.responseBody"] = "the same URL gives it once the job is done",
        ["AsyncJobStatus.runtimeMS"] = OfJobs,
        ["AsyncJobStatus.startedByUserId"] = "only the caller can ask",
        ["ColumnModel.jsonSubColumns"] = Carried,
        ["DownloadFromTableRequest.additionalFilters"] = Facets,
        ["DownloadFromTableRequest.limit"] = InSql,
        ["DownloadFromTableRequest.offset"] = InSql,
        ["DownloadFromTableRequest.selectFileColumn"] = OfDownloadLists,
        ["DownloadFromTableRequest.selectFileVersionColumn"] = OfDownloadLists,
        ["DownloadFromTableRequest.selectedFacets"] = Facets,
        ["DownloadFromTableRequest.sort"] = InSql,
        ["EntityBundle.doiAssociation"] = OfWebPage,
        ["EntityBundle.rootWikiId"] = OfWebPage,
        ["EntityBundle.threadCount"] = OfWebPage,
        ["EntityBundleRequest.includeDOIAssociation"] = OfWebPage,
        ["EntityBundleRequest.includeRootWikiId"] = OfWebPage,
        ["EntityBundleRequest.includeThreadCount"] = OfWebPage,
        ["EntityPermissions.canCertifiedUserAddChild"] = "what the caller would be allowed with a certificate",
        ["EntityPermissions.canCertifiedUserEdit"] = "what the caller would be allowed with a certificate",
        ["EntityPermissions.canEnableInheritance"] = "access lists are only read",
        ["EntityPermissions.isDataContributor"] = OfWebPage,
        ["EntityPermissions.isEntityOpenData"] = OfWebPage,
        ["EntityView.type"] = Carried,
        ["Evaluation.quota"] = Carried,
        ["QueryResultBundle.actionsRequired"] = OfDownloadLists,
        ["QueryResultBundle.combinedSql"] = Facets,
        ["QueryResultBundle.facets"] = Facets,
        ["RestrictionInformation.restrictionDetails"] = OfWebPage,
        ["RestrictionInformation.userEntityPermissions"] = "EntityBundle.Permissions says the same",
        ["SubmissionStatus.annotations"] = Carried,
        ["TableQuery.additionalFilters"] = Facets,
        ["TableQuery.selectFileColumn"] = OfDownloadLists,
        ["TableQuery.selectFileVersionColumn"] = OfDownloadLists,
        ["TableQuery.selectedFacets"] = Facets,
        ["UserProfile.industry"] = Personal,
        ["UserProfile.notificationSettings"] = Personal,
        ["UserProfile.openIds"] = Personal,
        ["UserProfile.preferences"] = Personal,
        ["UserProfile.profilePicureFileHandleId"] = Personal,
        ["UserProfile.rStudioUrl"] = Personal,
        ["UserProfile.teamName"] = Personal,
        ["UserProfile.twoFactorAuthEnabled"] = Personal,
        ["UserProfile.url"] = Personal,
        ["VersionInfo.modifiedBy"] = "the server's older spelling of modifiedByPrincipalId",
        ["ViewScope.viewType"] = "the server's older spelling of viewTypeMask",
    };

    /// <summary>Words of enumerations that have no constant; they are carried all the same.</summary>
    public static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["AccessType.DELETE_SUBMISSION"] = OfTeams,
        ["AccessType.EXEMPTION_ELIGIBLE"] = OfReviews,
        ["AccessType.PARTICIPATE"] = OfTeams,
        ["AccessType.REVIEW_SUBMISSIONS"] = OfReviews,
        ["AccessType.SEND_MESSAGE"] = OfTeams,
        ["AccessType.TEAM_MEMBERSHIP_UPDATE"] = OfTeams,
        ["AccessType.UPLOAD"] = "no longer granted: CREATE and UPDATE allow uploads",
        ["FileAssociationType.AccessRequirementAttachment"] = OfReviews,
        ["FileAssociationType.DataAccessRequestAttachment"] = OfReviews,
        ["FileAssociationType.DataAccessSubmissionAttachment"] = OfReviews,
        ["FileAssociationType.FormData"] = OfReviews,
        ["FileAssociationType.TeamAttachment"] = OfTeams,
        ["FileAssociationType.UserProfileAttachment"] = Personal,
        ["FileAssociationType.VerificationSubmission"] = OfReviews,
        ["FileAssociationType.WikiMarkdown"] = "the text of a wiki page, which the page itself gives",
    };

    /// <summary>Fields that are of another kind here.</summary>
    public static readonly Dictionary<string, string> OtherKinds = new(StringComparer.Ordinal)
    {
        ["VersionInfo.contentSize"] = "a number that the server writes as text; never sent",
    };
}
