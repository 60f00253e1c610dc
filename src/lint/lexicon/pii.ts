import { phraseList } from './phrases.js';
import { wordSet } from './word-set.js';

/**
 * Names of fields that hold personal data: what tells who a living person is or how to reach them (GDPR, article 4). Compared
 * word by word with the end of a name: `billingEmail` and `email`, not `emailTemplate`. Towns, postcodes and countries are not
 * listed, as they name nobody on their own; whoever thinks otherwise adds them to `lint.lexicon.pii`.
 */
export const PII_NOUNS: readonly string[] = phraseList(`
  email, emails, e mail, email address, e mail address, mail address, emailaddress
  phone, phones, phone no, phone number, phone numbers, phonenumber, telephone, telephone number, mobile number, mobile phone,
  mobile phone number, cell phone, cell number, cellphone, landline, msisdn, fax number, whatsapp number
  birth date, birthdate, birthday, birth day, date of birth, dateofbirth, dob, year of birth, birth year, place of birth, birth place
  first name, firstname, last name, lastname, middle name, middlename, given name, given names, family name, surname, maiden name,
  full name, fullname, legal first name, legal last name, cardholder, card holder, account holder, personal owner, username
  address, addresses, street, street address, street name, street line, house number, home address, postal address, residential address, mailing address,
  shipping address, billing address, delivery address, pickup address, invoice address, address line, address line 1, address line 2,
  address line 3, address 1, address 2, line 1 address
  iban, ibans, bank account, bank account number, bank account no, account iban
  ssn, social security number, social security no, social insurance number, national id, national id number, national identity number,
  national insurance number, identity card number, id card number, identity document number, passport, passport no, passport number,
  personal identification number, personal number, driver license number, drivers license number, driver licence number,
  driving licence number, driving license number, drivers licence number, tax id of person, cpf, bsn, pesel, aadhaar, aadhaar number,
  curp, codice fiscale, nhs number, health insurance number, patient number, medical record number
  ip, ip address, ip addresses, ipaddress, client ip, remote ip, ipv 4, ipv 6
  gender, religion, ethnicity, sexual orientation, marital status, nationality
`);

/** Words for people: `name` behind one of them, or in a type called so, is the name of a person. */
export const PERSON_WORDS = wordSet(`
  applicant beneficiary borrower buyer caller candidate cardholder citizen claimant contact customer debtor doctor donor driver
  employee guest holder insured learner member nurse passenger patient payee payer person physician policyholder recipient renter
  resident shopper signatory spouse student subscriber teacher traveler traveller user visitor witness
`);

/** People as well, whose `name` may be that of a company, a team or a node of a tree: `clientName`, `parentName`. */
export const PERSONS_OR_OTHERS = wordSet('child client courier owner parent sender tenant');

/** What such a word has behind it where the name is still a person's: `customerName`, `guestDisplayName`. */
export const PERSON_NAMES: readonly string[] = phraseList(
  'name, names, display name, nickname, initials, signature name',
);

/** Types and records that say where a person lives; `name` and `line1` in one of them are personal. */
export const ADDRESS_WORDS = wordSet('address addresses');

/** Fields of an address that are personal there and nothing elsewhere. */
export const ADDRESS_FIELDS: readonly string[] = phraseList(
  'name, line, line 1, line 2, line 3, recipient, number, addressee',
);

/** Words before a noun that make it that of an organization, a place or a machine: `companyEmail`, `storeAddress`, `hostIp`. */
export const IMPERSONAL_WORDS = wordSet(`
  airport api asset bank blob block branch bot broker brand building bus business carrier cluster company connection container contract corporate data database
  default depot device dns destination domain email endpoint event factory file from gateway gw hospital hotel host hub info
  institution interface lab legal listener load location loopback machine mac merchant mailbox memory network node noreply office organisation organization
  origin partner peer pharmacy plant platform pod port product proxy public queue register reply restaurant router sensor server service shared
  shop site smart socket source staff station store subnet supplier support switch system team template terminal vendor venue virtual
  wallet warehouse web website worker
`);

/** As much at home in networks as in towns: alone in a payload they go by what the message is about. */
export const AMBIGUOUS_NOUNS = wordSet('address addresses');

/** Words that take the person out of a value wherever they stand: `emailHash`, `maskedPhone`, `phoneVerified`. */
export const CONCEALED_WORDS = wordSet(
  'anonymized anonymised digest encrypted hash hashed masked pseudonym pseudonymized pseudonymised redacted token tokenized tokenised truncated',
);

/** Personal data that an enumeration may hold as well. */
export const ENUMERABLE_PII = wordSet('gender religion ethnicity orientation status nationality');

/** Personal data that is digits, or a date, and so may be a number, a date or a timestamp. */
export const NUMERIC_PII = wordSet(
  'number numbers no ssn phone telephone msisdn cpf bsn pesel aadhaar curp landline cellphone',
);
export const DATED_PII = wordSet('birth birthdate birthday dob dateofbirth');
